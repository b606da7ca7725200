package io.remotestore.cli;

import io.remotestore.ConfigException;
import io.remotestore.Store;
import io.remotestore.StoreIdentity;
import io.remotestore.cli.Text.Style;
import io.remotestore.config.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether the configuration holds what it promises. */
@Command(
    name = "check",
    description = {
      "Read the configuration, open each of its stores and reach for it.",
      "An unset variable or a missing module is an error here, even if no store needs it.",
      "Opening a store makes its root folder where a store would make it in use, too."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store config check",
      "  remote-store config check --config new.toml --offline"
    })
final class ConfigCheck implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Option(names = "--offline", description = "Open nothing: names, types and options alone.")
  private boolean offline;

  ConfigCheck(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    Path file = root.configFiles().require();
    try (Registry registry = root.configFiles().open(file)) {
      if (!root.quiet() && !root.json()) {
        root.out().line(file + ": " + Tree.count(registry.storeNames().size(), "store"));
      }
      Outcomes outcomes = new Outcomes(root, "config check", Outcomes.Kind.INDEPENDENT);
      boolean complete = outcomes.attempt(() -> root.configFiles().requireComplete(file));
      if (!offline) {
        for (String name : registry.storeNames()) {
          outcomes.attempt(() -> check(registry, name, complete));
        }
      }
      return outcomes.code().number();
    }
  }

  private void check(Registry registry, String name, boolean complete) throws IOException {
    try {
      check(registry, name);
    } catch (ConfigException e) {
      if (complete) {
        throw e;
      }
      // It lacks a variable or a module; the check of the whole file has reported it.
    }
  }

  private void check(Registry registry, String name) throws IOException {
    Store store = registry.store(name);
    store.ping();
    StoreIdentity identity = store.identity();
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("store", name)
                  .add("backend", identity.backend())
                  .add("service", identity.service())
                  .add("root", identity.root()));
    } else if (!root.quiet()) {
      String inside = identity.root().isEmpty() ? "" : ", root " + identity.root();
      root.out()
          .line(
              new Text()
                  .add(Style.GOOD, "ok")
                  .add(
                      "  " + name + "  " + identity.backend() + " " + identity.service() + inside));
    }
  }
}
