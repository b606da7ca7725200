package io.remotestore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.config.ConfigFormat;
import io.remotestore.settings.Modules;
import io.remotestore.spi.DriverFactory;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The errors about missing modules know every backend and format of this library. */
final class ModulesTest {
  private static final Set<String> IN_CORE =
      Set.of("io.remotestore.local", "io.remotestore.memory");

  @Test
  void everyBackendNamesItsModule() {
    Set<String> seen = new HashSet<>();
    for (DriverFactory factory : ServiceLoader.load(DriverFactory.class)) {
      String pack = factory.getClass().getPackageName();
      if (IN_CORE.contains(pack)) {
        continue;
      }
      String module = "io.remotestore:remote-store-" + pack.substring(pack.lastIndexOf('.') + 1);
      seen.add(module);
      assertThat(factory.types()).allMatch(type -> module.equals(Modules.ofType(type)));
      assertThat(factory.schemes()).allMatch(scheme -> module.equals(Modules.ofScheme(scheme)));
    }
    assertThat(seen).contains("io.remotestore:remote-store-http", "io.remotestore:remote-store-s3");
  }

  @Test
  void everyFormatNamesItsModule() {
    Set<String> seen = new HashSet<>();
    for (ConfigFormat format : ServiceLoader.load(ConfigFormat.class)) {
      String pack = format.getClass().getPackageName();
      String module =
          "io.remotestore:remote-store-config-" + pack.substring(pack.lastIndexOf('.') + 1);
      seen.add(module);
      assertThat(format.extensions()).allMatch(one -> module.equals(Modules.ofExtension(one)));
    }
    assertThat(seen).hasSize(3);
  }
}
