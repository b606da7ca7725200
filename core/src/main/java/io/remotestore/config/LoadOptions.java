package io.remotestore.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a configuration is read. Immutable. */
public final class LoadOptions {

  /** The handling of unknown keys. */
  enum UnknownKeys {
    REFUSE,
    IGNORE
  }

  /** When a variable or a module that a backend lacks is an error. */
  enum Missing {
    /** When a store that needs it is opened. */
    WHEN_OPENED,
    /** At once. */
    AT_ONCE
  }

  private static final LoadOptions DEFAULTS =
      new LoadOptions(List.of(), null, UnknownKeys.REFUSE, Missing.WHEN_OPENED);

  private static final LoadOptions STRICT =
      new LoadOptions(List.of(), null, UnknownKeys.REFUSE, Missing.AT_ONCE);

  private final List<String> table;
  private final @Nullable Function<String, @Nullable String> environment;
  private final UnknownKeys unknownKeys;
  private final Missing missing;

  private LoadOptions(
      List<String> table,
      @Nullable Function<String, @Nullable String> environment,
      UnknownKeys unknownKeys,
      Missing missing) {
    this.table = List.copyOf(table);
    this.environment = environment;
    this.unknownKeys = unknownKeys;
    this.missing = missing;
  }

  /**
   * Returns the defaults: the whole file, variables not replaced, unknown keys are errors.
   *
   * <p>A variable that is not set and a module that is not on the class path are errors of the
   * backend that needs them: {@link Registry#store} throws them for a store on that backend. Stores
   * on other backends open, so one file serves several environments.
   */
  public static LoadOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the defaults, with missing variables and modules as errors at once: {@link
   * RegistryConfig#load} throws for a variable, {@link Registry#of} for a module, whether a store
   * needs them or not.
   */
  public static LoadOptions strict() {
    return STRICT;
  }

  /**
   * Returns these options for one table of the file, as {@code "tool", "remote-store"} of a {@code
   * pyproject.toml}.
   */
  public LoadOptions withTable(String... path) {
    return new LoadOptions(List.of(path), environment, unknownKeys, missing);
  }

  /** Returns these options with {@code ${VAR}} read from the environment of this process. */
  public LoadOptions withEnvironment() {
    return withEnvironment(System::getenv);
  }

  /**
   * Returns these options with {@code ${VAR}} and {@code ${VAR:-default}} in any text replaced by
   * the result of {@code lookup}. Null means not set: then the default is used. Without a default
   * it is an error of the backend or store that holds the text. Two dollar signs before the brace
   * stand for one, without a replacement. Keys are left alone.
   */
  public LoadOptions withEnvironment(Function<String, @Nullable String> lookup) {
    return new LoadOptions(table, lookup, unknownKeys, missing);
  }

  /** Returns these options with unknown keys logged and ignored. */
  public LoadOptions lenient() {
    return new LoadOptions(table, environment, UnknownKeys.IGNORE, missing);
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

  Missing missing() {
    return missing;
  }

  @Override
  public String toString() {
    return "LoadOptions[table="
        + table
        + ", environment="
        + (environment == null ? "unused" : "used")
        + ", unknownKeys="
        + unknownKeys
        + ", missing="
        + missing
        + "]";
  }
}
