package io.remotestore.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {

  @Test
  void takesAUrlApart() {
    StoreUrl url = StoreUrl.parse("SFTP://us%40er:p%3Aw@host:2222/a%20b/c?x=1+1&y=%2F&z=");
    assertThat(url.scheme()).isEqualTo("sftp");
    assertThat(url.user()).isEqualTo("us@er");
    assertThat(url.password()).isEqualTo(Secret.of("p:w"));
    assertThat(url.host()).isEqualTo("host");
    assertThat(url.port()).isEqualTo(2222);
    assertThat(url.path()).isEqualTo("/a b/c");
    assertThat(url.parameters()).isEqualTo(Map.of("x", "1+1", "y", "/", "z", ""));
    assertThat(url).hasToString("SFTP://us%40er:***@host:2222/a%20b/c");
  }

  @Test
  void takesShortFormsApart() {
    StoreUrl url = StoreUrl.parse("memory:name");
    assertThat(url.host()).isEmpty();
    assertThat(url.path()).isEqualTo("name");
    assertThat(url.port()).isEqualTo(-1);
    assertThat(url.user()).isNull();
    assertThat(StoreUrl.parse("memory:").path()).isEmpty();
    assertThat(StoreUrl.parse("s3://[::1]:9000/b").host()).isEqualTo("[::1]");
    assertThat(StoreUrl.parse("file:///C:/x").path()).isEqualTo("/C:/x");
    assertThat(StoreUrl.parse("file:///%E2%82%AC").path()).isEqualTo("/€");
    assertThat(StoreUrl.parse("file:///naïve/€").path()).isEqualTo("/naïve/€");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/data|not a URL",
        "data|not a URL",
        "C:\\data|not a URL",
        "''|not a URL",
        "file:///a#b|write %23",
        "file:///a%2|not followed by two hexadecimal digits",
        "file:///a%zz|not followed by two hexadecimal digits",
        "file:///a%ff|does not decode to UTF-8",
        "s3://h:99999/|greater than 65535",
        "s3://a:b@c@h/|write %40 for an '@'",
        "s3://h/?x|not of the form name=value",
        "s3://h/?=x|not of the form name=value",
        "s3://h/?x=1&x=2|the parameter 'x' is there twice",
      })
  void saysWhatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> StoreUrl.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://user:hunter2@host/x",
        "s3://user:hunter2/@host/x",
        "s3://user:a?hunter2@host/x",
        "s3://user:a@hunter2@host/x",
        "s3://host/x?secret=hunter2",
        "s3://host/x?misspelt=hunter2",
        "s3:user:hunter2@host/x",
        "user:hunter2@host",
      })
  void showsNoSecret(String text) {
    assertThat(StoreUrl.shown(text)).doesNotContain("hunter2").isNotBlank();
  }
}
