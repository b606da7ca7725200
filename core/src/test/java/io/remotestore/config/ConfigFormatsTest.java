package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No format is on the class path here. */
class ConfigFormatsTest {
  @TempDir Path folder;

  @Test
  void namesTheModuleThatIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("stores.YML"), "");
    assertThatThrownBy(() -> RegistryConfig.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stores.YML: nothing on the class path parses .yml files")
        .hasMessageContaining("add io.remotestore:remote-store-config-yaml");
    assertThatThrownBy(() -> RegistryConfig.parse("", "toml", LoadOptions.strict()))
        .hasMessageContaining("add io.remotestore:remote-store-config-toml");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> RegistryConfig.load(folder.resolve("none.toml")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.toml: there is no such file");
    assertThatThrownBy(() -> RegistryConfig.load(folder.resolve("none")))
        .hasMessageContaining("none: has no extension");
    Path ini = Files.writeString(folder.resolve("a.ini"), "");
    assertThatThrownBy(() -> RegistryConfig.load(ini))
        .hasMessageContaining("there is no format for .ini files; known: none");
    Path latin = Files.write(folder.resolve("a.toml"), new byte[] {(byte) 0xe9});
    assertThatThrownBy(() -> RegistryConfig.load(latin)).hasMessageContaining("not valid UTF-8");
  }
}
