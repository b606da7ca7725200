package io.remotestore.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a configuration is read. Immutable. */
public final class LoadOptions {

  /** What becomes of keys that nobody knows. */
  enum UnknownKeys {
    REFUSE,
    IGNORE
  }

  private static final LoadOptions STRICT = new LoadOptions(List.of(), null, UnknownKeys.REFUSE);

  private final List<String> table;
  private final @Nullable Function<String, @Nullable String> environment;
  private final UnknownKeys unknownKeys;

  private LoadOptions(
      List<String> table,
      @Nullable Function<String, @Nullable String> environment,
      UnknownKeys unknownKeys) {
    this.table = List.copyOf(table);
    this.environment = environment;
    this.unknownKeys = unknownKeys;
  }

  /** Returns the default: the whole file, text as it stands, unknown keys are errors. */
  public static LoadOptions strict() {
    return STRICT;
  }

  /**
   * Returns these options for one table of the file, as {@code "tool", "remote-store"} of a {@code
   * pyproject.toml}.
   */
  public LoadOptions withTable(String... path) {
    return new LoadOptions(List.of(path), environment, unknownKeys);
  }

  /** Returns these options with {@code ${VAR}} read from the environment of this process. */
  public LoadOptions withEnvironment() {
    return withEnvironment(System::getenv);
  }

  /**
   * Returns these options with {@code ${VAR}} and {@code ${VAR:-default}} in any text replaced by
   * what {@code lookup} returns. Null means not set: then the default is taken, and without one it
   * is an error. Two dollar signs before the brace stand for one and nothing is replaced. Keys are
   * left alone.
   */
  public LoadOptions withEnvironment(Function<String, @Nullable String> lookup) {
    return new LoadOptions(table, lookup, unknownKeys);
  }

  /** Returns these options with unknown keys logged and left aside. */
  public LoadOptions lenient() {
    return new LoadOptions(table, environment, UnknownKeys.IGNORE);
  }

  List<String> table() {
    return table;
  }

  @Nullable Function<String, @Nullable String> environment() {
    return environment;
  }

  UnknownKeys unknownKeys() {
    return unknownKeys;
  }

  @Override
  public String toString() {
    return "LoadOptions[table="
        + table
        + ", environment="
        + (environment == null ? "unused" : "used")
        + ", unknownKeys="
        + unknownKeys
        + "]";
  }
}
