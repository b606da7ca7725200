package io.remotestore.spi;

import io.remotestore.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One option of a backend: its name in configurations, its type, and what it is for. Immutable.
 *
 * <p>A factory keeps its options as constants, puts them into its {@link OptionSchema}, and reads
 * them with {@link OptionValues#value} or {@link OptionValues#find}. Text stands for any type where
 * it can be read as one, since environment variables and URL parameters are text.
 *
 * @param <T> the type of the value
 */
public final class Option<T> {

  /** What values an option takes. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** A path of the local file system. */
    PATH,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A number of seconds, {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, or ISO-8601. */
    DURATION,
    /** A number of bytes, {@code 64KB} (1000) or {@code 8MiB} (1024). */
    BYTE_SIZE,
    /** One of some names. */
    CHOICE,
    /** A text that is never printed. */
    SECRET,
    /** Texts by name. */
    TEXT_MAP,
    /** Texts that are never printed, by name. */
    SECRET_MAP,
    /** Texts in order; one text alone is a list of one. */
    TEXT_LIST,
    /** Anything by name, nested; what is secret by its name is a {@link Secret}. */
    NESTED_MAP,
    /** An object that only code can give, such as a client to use. */
    OBJECT
  }

  /** Where in a configuration an option stands. */
  public enum Section {
    /** {@code [backends.x.options]}: what the Python library knows too. */
    OPTIONS,
    /** {@code [backends.x.java]}: what only this library knows. */
    JAVA
  }

  private record Requirement<T>(Predicate<T> test, String text) {}

  private final String name;
  private final Kind kind;
  private final Section section;
  private final String description;
  private final OptionReader<T> reader;
  private final List<String> choices;
  private final List<String> aliases;
  private final List<Requirement<T>> requirements;
  private final boolean required;
  private final @Nullable T defaultValue;

  private Option(Draft<T> draft) {
    this.name = draft.name;
    this.kind = draft.kind;
    this.section = draft.section;
    this.description = draft.description;
    this.reader = draft.reader;
    this.choices = List.copyOf(draft.choices);
    this.aliases = List.copyOf(draft.aliases);
    this.requirements = List.copyOf(draft.requirements);
    this.required = draft.required;
    this.defaultValue = draft.defaultValue;
  }

  // ---------------------------------------------------------------- making

  /** Returns an option that is a text. */
  public static Option<String> text(String name, String description) {
    return of(name, Kind.TEXT, description, OptionReader::text);
  }

  /** Returns an option that is a path of the local file system. */
  public static Option<Path> path(String name, String description) {
    return of(name, Kind.PATH, description, OptionReader::path);
  }

  /** Returns an option that is a whole number. */
  public static Option<Integer> integer(String name, String description) {
    return of(name, Kind.INTEGER, description, OptionReader::integer);
  }

  /** Returns an option that is a finite number. */
  public static Option<Double> number(String name, String description) {
    return of(name, Kind.NUMBER, description, OptionReader::number);
  }

  /** Returns an option that is true or false. */
  public static Option<Boolean> bool(String name, String description) {
    return of(name, Kind.BOOLEAN, description, OptionReader::bool);
  }

  /** Returns an option that is a time; a plain number counts seconds. */
  public static Option<Duration> duration(String name, String description) {
    return of(name, Kind.DURATION, description, OptionReader::duration);
  }

  /** Returns an option that is a number of bytes. */
  public static Option<Long> byteSize(String name, String description) {
    return of(name, Kind.BYTE_SIZE, description, OptionReader::byteSize);
  }

  /** Returns an option that is one constant of an enum, under its name in lower case. */
  public static <E extends Enum<E>> Option<E> choice(
      String name, Class<E> type, String description) {
    return choice(name, OptionReader.names(type), description);
  }

  /** Returns an option that is one of some values, in any case; names of one value are synonyms. */
  public static <T> Option<T> choice(String name, Map<String, T> values, String description) {
    Draft<T> draft = new Draft<>(name, Kind.CHOICE, description, OptionReader.choice(values));
    draft.choices.addAll(values.keySet());
    return draft.build();
  }

  /** Returns an option that is a text and never printed. */
  public static Option<Secret> secret(String name, String description) {
    return of(name, Kind.SECRET, description, OptionReader::secret);
  }

  /** Returns an option that holds texts by name, such as properties. */
  public static Option<Map<String, String>> textMap(String name, String description) {
    return of(name, Kind.TEXT_MAP, description, OptionReader::textMap);
  }

  /** Returns an option that holds texts by name and never prints them, such as headers. */
  public static Option<Map<String, Secret>> secretMap(String name, String description) {
    return of(name, Kind.SECRET_MAP, description, OptionReader::secretMap);
  }

  /** Returns an option that holds texts in order. */
  public static Option<List<String>> textList(String name, String description) {
    return of(name, Kind.TEXT_LIST, description, OptionReader::textList);
  }

  /** Returns an option that holds a table of the backend's own making, nested at will. */
  public static Option<Map<String, @Nullable Object>> nestedMap(String name, String description) {
    return of(name, Kind.NESTED_MAP, description, OptionReader::nestedMap);
  }

  /** Returns an option that only code can give. */
  public static <T> Option<T> object(String name, Class<T> type, String description) {
    return of(name, Kind.OBJECT, description, OptionReader.object(type));
  }

  private static <T> Option<T> of(
      String name, Kind kind, String description, OptionReader<T> reader) {
    return new Draft<>(name, kind, description, reader).build();
  }

  // ---------------------------------------------------------------- refining

  /** Returns this option, not to be left out. */
  public Option<T> required() {
    Draft<T> draft = new Draft<>(this);
    draft.required = true;
    return draft.build();
  }

  /** Returns this option with a value for when it is left out. */
  public Option<T> withDefault(T value) {
    Draft<T> draft = new Draft<>(this);
    draft.defaultValue = Objects.requireNonNull(value);
    return draft.build();
  }

  /** Returns this option as one that the Python library does not know. */
  public Option<T> javaOnly() {
    Draft<T> draft = new Draft<>(this);
    draft.section = Section.JAVA;
    return draft.build();
  }

  /** Returns this option with another name that it goes by too. */
  public Option<T> alias(String other) {
    Draft<T> draft = new Draft<>(this);
    draft.aliases.add(other);
    return draft.build();
  }

  /**
   * Returns this option with a condition on its values.
   *
   * @param requirement completes the sentence "the value must be ..."
   */
  public Option<T> where(Predicate<T> test, String requirement) {
    Draft<T> draft = new Draft<>(this);
    draft.requirements.add(new Requirement<>(test, requirement));
    return draft.build();
  }

  // ---------------------------------------------------------------- looking

  /** Its name in configurations. */
  public String name() {
    return name;
  }

  /** What values it takes. */
  public Kind kind() {
    return kind;
  }

  /** Where in a configuration it stands. */
  public Section section() {
    return section;
  }

  /** What it is for, in one line. */
  public String description() {
    return description;
  }

  /** The names of a {@link Kind#CHOICE}, else empty. */
  public List<String> choices() {
    return choices;
  }

  /** Other names that it goes by. */
  public List<String> aliases() {
    return aliases;
  }

  /** Whether it must not be left out. */
  public boolean isRequired() {
    return required;
  }

  /** Its value when it is left out, or null for none. */
  public @Nullable T defaultValue() {
    return defaultValue;
  }

  /** Reads a value as it stands in a configuration. */
  T read(Object given) throws UnfitValueException {
    T value = reader.read(given);
    for (Requirement<T> requirement : requirements) {
      if (!requirement.test.test(value)) {
        throw new UnfitValueException("must be " + requirement.text);
      }
    }
    return value;
  }

  @Override
  public String toString() {
    return "Option[" + name + ", " + kind + ", " + section + "]";
  }

  private static final class Draft<T> {
    private final String name;
    private final Kind kind;
    private final String description;
    private final OptionReader<T> reader;
    private final List<String> choices = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private final List<Requirement<T>> requirements = new ArrayList<>();
    private Section section = Section.OPTIONS;
    private boolean required;
    private @Nullable T defaultValue;

    Draft(String name, Kind kind, String description, OptionReader<T> reader) {
      this.name = name;
      this.kind = kind;
      this.description = description;
      this.reader = reader;
    }

    Draft(Option<T> from) {
      this(from.name, from.kind, from.description, from.reader);
      choices.addAll(from.choices);
      aliases.addAll(from.aliases);
      requirements.addAll(from.requirements);
      section = from.section;
      required = from.required;
      defaultValue = from.defaultValue;
    }

    Option<T> build() {
      return new Option<>(this);
    }
  }
}
