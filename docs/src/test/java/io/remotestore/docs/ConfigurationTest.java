package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.Secret;
import io.remotestore.config.StoreProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The code of the pages about configuration. */
final class ConfigurationTest {
  @RegisterExtension final Printed printed = new Printed();
  @TempDir private Path folder;

  private Path configuration() throws Exception {
    return Files.writeString(
        folder.resolve("remote-store.toml"),
        """
        [backends.disk]
        type = "local"
        options = { root = '%s' }

        [stores.reports]
        backend = "disk"
        root_path = "reports"
        """
            .formatted(folder.resolve("data")));
  }

  @Test
  void load() throws Exception {
    Path file = configuration();
    // region load
    RegistryConfig config = RegistryConfig.load(file, LoadOptions.defaults().withEnvironment());
    try (Registry registry = Registry.of(config)) {
      Store reports = registry.store("reports");
      reports.writeText("today.txt", "all well");
    }
    // endregion
    assertThat(folder.resolve("data/reports/today.txt")).hasContent("all well");
  }

  @Test
  void code() {
    // region code
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend(
                "main",
                BackendConfig.of("memory").withRetry(RetryPolicy.standard().withMaxAttempts(5)))
            .withStore("reports", StoreProfile.of("main").withRootPath("reports"));
    // endregion
    try (Registry registry = Registry.of(config)) {
      assertThat(registry.store("reports").identity().root()).isEqualTo("reports");
    }
  }

  @Test
  void secret() {
    // region secret
    Secret secret = Secret.of("s3cr3t");
    System.out.println(secret); // ***
    System.out.println(Secret.ofUrl("sftp://ada:s3cr3t@host/data")); // sftp://ada:***@host/data
    System.out.println(secret.reveal().length()); // 6: what needs the text asks for it
    // endregion
    assertThat(printed.take()).isEqualTo("***\nsftp://ada:***@host/data\n6\n");
    BackendConfig backend = BackendConfig.of("any").withOption("secret_key", "s3cr3t");
    assertThat(backend.toString()).contains("***").doesNotContain("s3cr3t");
  }

  @Test
  void urls() {
    // region urls
    try (Store store = Stores.open("memory:shelf/reports?concurrency=2")) {
      store.writeText("today.txt", "all well");
    }
    try (Store store = Stores.open("memory:shelf")) {
      System.out.println(store.readText("reports/today.txt")); // all well
    }
    // endregion
    assertThat(printed.take()).isEqualTo("all well\n");
  }
}
