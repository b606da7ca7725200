package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.spi.StoreUrl;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDriverFactoryTest {

  @ParameterizedTest
  @CsvSource({
    "file:///data/x, /data/x",
    "file:/data/x, /data/x",
    "file://localhost/data, /data",
    "file:data/x, data/x",
    "file:///C:/data, C:/data",
    "file:///a%20b%25, /a b%",
    "file:///, /"
  })
  void aUrlNamesAFolder(String url, String root) {
    assertThat(new LocalDriverFactory().locate(StoreUrl.parse(url)).options())
        .isEqualTo(Map.of("root", root));
  }

  @Test
  void optionsAreImmutable() {
    LocalOptions options = LocalOptions.of(Path.of("x"));
    LocalOptions changed =
        options
            .withConfine(LocalOptions.Confine.STRICT)
            .withDurability(LocalOptions.Durability.FSYNC);
    assertThat(options.confine()).isEqualTo(LocalOptions.Confine.STANDARD);
    assertThat(options.durability()).isEqualTo(LocalOptions.Durability.NONE);
    assertThat(changed).hasToString("LocalOptions[root=x, confine=STRICT, durability=FSYNC]");
  }
}
