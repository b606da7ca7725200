package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.s3.S3;
import io.remotestore.settings.DriverFactories;
import io.remotestore.settings.KernelSettings;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Option;
import io.remotestore.testkit.Fault;
import io.remotestore.testkit.FaultyDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables on the pages are what opened stores and drivers say. */
final class TablesTest {
  @TempDir private Path folder;

  private Map<String, Driver> drivers() throws IOException {
    Map<String, Driver> drivers = new LinkedHashMap<>();
    drivers.put("local", LocalDriver.open(LocalOptions.of(folder)));
    drivers.put("memory", MemoryDriver.create());
    return drivers;
  }

  @Test
  void capabilities() throws IOException {
    Table table = Table.of("capability", "local", "memory", "s3", "http");
    List<Store> stores = new ArrayList<>();
    drivers().values().forEach(driver -> stores.add(Stores.over(driver, StoreOptions.defaults())));
    stores.add(S3.bucket("data").region("eu-west-1").option("anonymous", true).open());
    stores.add(Stores.open("https://example.com"));
    for (Capability capability : Capability.values()) {
      table.row(
          cells(capability.name(), stores, store -> store.supports(capability) ? "yes" : "-"));
    }
    stores.forEach(Store::close);
    table.assertShownOn("README.md", "capabilities");
  }

  private static <T> List<String> cells(String first, List<T> of, Function<T, String> cell) {
    List<String> cells = new ArrayList<>(List.of(first));
    of.forEach(one -> cells.add(cell.apply(one)));
    return cells;
  }

  @Test
  void guarantees() throws Exception {
    Table table = Table.of("to you", "local", "memory");
    List<Guarantees> all = new ArrayList<>();
    for (Driver driver : drivers().values()) {
      all.add(Guarantees.of(driver));
    }
    for (String question : Guarantees.QUESTIONS) {
      table.row(cells(question, all, guarantees -> guarantees.answer(question)));
    }
    table.assertShownOn("docs/contract.md", "guarantees");
  }

  /** What a caller of a read catches for each kind of failure that a driver can report. */
  @Test
  void failures() {
    Table table = Table.of("`Failure.Kind`", "callers catch", "the kernel tries again");
    for (Failure.Kind kind : Failure.Kind.values()) {
      FaultyDriver driver = new FaultyDriver(MemoryDriver.create());
      driver.next("get", 2, Fault.rejected(kind));
      RetryPolicy twice =
          RetryPolicy.standard()
              .withMaxAttempts(2)
              .withBackoff(java.time.Duration.ZERO, java.time.Duration.ZERO);
      StoreOptions options = StoreOptions.builder().retry(twice).sleeper(time -> {}).build();
      try (Store store = Stores.over(driver, options)) {
        String caught = caught(store);
        boolean again = driver.pending() == 0;
        table.row(List.of("`" + kind + "`", caught, again ? "yes" : "-"));
      }
    }
    table.assertShownOn("docs/writing-a-backend.md", "failures");
  }

  private static String caught(Store store) {
    try {
      store.readBytes("file");
    } catch (RemoteStoreException e) {
      boolean flag = Thread.interrupted(); // set by the one kind that means an interrupt
      return "`" + e.getClass().getSimpleName() + "`" + (flag ? ", the flag set" : "");
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void options() {
    Table table = Table.of("for", "option", "stands in", "takes", "default", "");
    for (Option<?> option : KernelSettings.SCHEMA.options()) {
      String standard = String.valueOf(DEFAULTS.get(option.name()));
      table.row(row("all backends", option, standard));
    }
    for (String type : List.of("local", "memory")) {
      DriverFactory factory = DriverFactories.found().ofType(type);
      assertThat(factory).isNotNull();
      for (Option<?> option : factory.schema().options()) {
        table.row(row(type, option, standard(option)));
      }
    }
    table.assertShownOn("docs/configuration.md", "options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3", "http"})
  void optionsOfOne(String type) {
    Table table = Table.of("option", "stands in", "takes", "default", "");
    DriverFactory factory = DriverFactories.found().ofType(type);
    assertThat(factory).isNotNull();
    for (Option<?> option : factory.schema().options()) {
      List<String> row = row(type, option, standard(option));
      table.row(row.subList(1, row.size()));
    }
    table.assertShownOn("docs/backends/" + type + ".md", "options");
  }

  /** Those of the kernel stand in its own options. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "concurrency", StoreOptions.defaults().concurrency(),
          "part_size", (StoreOptions.defaults().partSize() >> 20) + "MiB",
          "merge_gap", (StoreOptions.defaults().mergeGap() >> 20) + "MiB",
          "write_tokens", StoreOptions.defaults().writeTokens(),
          "reject_write_under_file_ancestor", StoreOptions.defaults().refusesWritesBelowFiles(),
          "reject_write_over_folder", StoreOptions.defaults().refusesWritesOverFolders(),
          "leak_detection", lower(StoreOptions.defaults().leakDetection()));

  private static List<String> row(String of, Option<?> option, String standard) {
    String names = "`" + option.name() + "`";
    for (String alias : option.aliases()) {
      names += ", `" + alias + "`";
    }
    String takes =
        option.choices().isEmpty()
            ? lower(option.kind()).replace('_', ' ')
            : String.join(", ", option.choices());
    return List.of(
        of, names, "`" + lower(option.section()) + "`", takes, standard, option.description());
  }

  private static String standard(Option<?> option) {
    if (option.isRequired()) {
      return "required";
    }
    Object value = option.defaultValue();
    return value == null ? "none" : lower(value);
  }

  private static String lower(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }
}
