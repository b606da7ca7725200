package io.remotestore.examples;

import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.config.LoadOptions;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import java.nio.file.Path;

/** The same as {@link Hello}, in a store that a configuration file names. */
public final class HelloConfigured {
  private HelloConfigured() {}

  /** Reads {@code remote-store.toml} in this folder, or the file that the first argument names. */
  public static void main(String[] args) {
    Path file = Path.of(args.length > 0 ? args[0] : "remote-store.toml");
    RegistryConfig config = RegistryConfig.load(file, LoadOptions.defaults().withEnvironment());
    try (Registry registry = Registry.of(config)) {
      Store reports = registry.store("reports");
      reports.writeText("today.txt", "all well\n", WriteOptions.overwrite());
      System.out.print(reports.readText("today.txt"));
    }
  }
}
