package io.remotestore.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql+psycopg://u:pw@h:5432/db?x=1|postgresql+psycopg://u:***@h:5432/db?x=1",
        "https://h/c?sv=1&sig=abc&se=2|https://h/c?sv=1&sig=***&se=2",
        "jdbc:postgresql://h/db?user=u&password=pw|jdbc:postgresql://h/db?user=u&password=***",
        "jdbc:sqlserver://h;user=u;password=pw;x=y|jdbc:sqlserver://h;user=u;password=***;x=y",
        "AccountName=a;AccountKey=abc==;X=y|AccountName=a;AccountKey=***;X=y",
        "https://h/?X-Amz-Signature=1&X-Amz-Date=2|https://h/?X-Amz-Signature=***&X-Amz-Date=2",
        "redis://:pw@h/0|redis://:***@h/0",
      })
  void masksInsideOfTexts(String text, String masked) {
    assertThat(MaskedText.of(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "https://host:8080/path?region=eu",
        "/data/a=b/c",
        "sqlite:///data.db?mode=memory",
        "a@b.example"
      })
  void leavesOtherTextsAlone(String text) {
    assertThat(MaskedText.of(text)).isEqualTo(text);
  }

  @Test
  void masksALongTextWhole() {
    assertThat(MaskedText.of("a".repeat(4096))).hasSize(4096);
    assertThat(MaskedText.of("a".repeat(4097))).isEqualTo("***");
  }

  @Test
  void masksAPrivateKeyWhole() {
    assertThat(MaskedText.of("-----BEGIN RSA PRIVATE KEY-----\nabc")).isEqualTo("***");
  }
}
