package io.remotestore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.Content;
import io.remotestore.OperationInterruptedException;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.io.InputStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What the contract says nothing of: {@link MapDriverFactory}, and slow sources. */
final class MapDriverTest {

  private static Registry registry(String maxFile) {
    String toml =
        """
        [backends.box]
        type = "map"
        options = { max_file = "%s" }

        [stores.letters]
        backend = "box"
        root_path = "letters"
        """
            .formatted(maxFile);
    return Registry.of(RegistryConfig.parse(toml, "toml", LoadOptions.strict()));
  }

  @Test
  void aConfigurationNamesItByItsTypeAndLimitsFiles() {
    try (Registry registry = registry("4B")) {
      Store store = registry.store("letters");
      store.writeText("a.txt", "four");
      assertThatThrownBy(() -> store.writeText("b.txt", "fiver"))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("b.txt")
          .hasMessageContaining("the backend takes files of 4 bytes at the most");
      assertThat(store.readText("a.txt")).isEqualTo("four");
      assertThat(store.exists("b.txt")).isFalse();
    }
  }

  @Test
  void aLimitThatNoArrayCanHoldIsRefused() {
    assertThatThrownBy(
            () -> {
              try (Registry registry = registry("2GiB")) {
                registry.store("letters");
              }
            })
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("backends.box.options.max_file: must be 1 byte to 1 GiB");
  }

  @Test
  void anInterruptEndsAPutWhileItReads() {
    InputStream source =
        new InputStream() {
          @Override
          public int read() {
            Thread.currentThread().interrupt();
            return 0;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            Thread.currentThread().interrupt();
            return length;
          }
        };
    try (Store store =
        Stores.over(new MapDriver(1 << 20, Clock.systemUTC()), StoreOptions.defaults())) {
      assertThatThrownBy(() -> store.write("a.txt", Content.of(source, 1 << 20)))
          .isInstanceOf(OperationInterruptedException.class)
          .hasMessageContaining("a.txt");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.exists("a.txt")).isFalse();
    } finally {
      Thread.interrupted(); // no other test is to find the flag set
    }
  }
}
