package io.remotestore.spi;

import io.remotestore.settings.Nearest;
import io.remotestore.spi.GivenOptions.Given;
import io.remotestore.spi.GivenOptions.Place;
import io.remotestore.spi.OptionFinding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options that a backend takes. Immutable. */
public final class OptionSchema {

  /** An option of the Python library that has no meaning here. */
  private record Foreign(String why, Severity severity) {}

  private final List<Option<?>> options;
  private final Map<String, Foreign> foreign;
  private final Map<String, Option<?>> byName = new LinkedHashMap<>();

  private OptionSchema(List<Option<?>> options, Map<String, Foreign> foreign) {
    this.options = List.copyOf(options);
    this.foreign = Map.copyOf(foreign);
    for (Option<?> option : options) {
      add(option.name(), option);
      option.aliases().forEach(alias -> add(alias, option));
    }
  }

  private void add(String name, Option<?> option) {
    if (byName.put(name, option) != null) {
      throw new IllegalArgumentException("two options are called " + name);
    }
  }

  /** Returns the schema of these options. */
  public static OptionSchema of(Option<?>... options) {
    return new OptionSchema(List.of(options), Map.of());
  }

  /**
   * Returns this schema where an option of the Python library is accepted and does nothing, because
   * nothing the user can see depends on it.
   *
   * @param why completes the sentence "it has no meaning here: ..."
   */
  public OptionSchema ignoring(String name, String why) {
    return with(name, new Foreign(why, Severity.NOTE));
  }

  /**
   * Returns this schema where an option of the Python library is an error, because leaving it out
   * of account would change what the user asked for.
   *
   * @param why completes the sentence "it has no meaning here: ..."
   */
  public OptionSchema refusing(String name, String why) {
    return with(name, new Foreign(why, Severity.ERROR));
  }

  private OptionSchema with(String name, Foreign more) {
    Map<String, Foreign> all = new HashMap<>(foreign);
    all.put(name, more);
    return new OptionSchema(options, all);
  }

  /** Returns the schema of these options and of another schema's. */
  public OptionSchema and(OptionSchema other) {
    List<Option<?>> all = new ArrayList<>(options);
    all.addAll(other.options);
    Map<String, Foreign> allForeign = new HashMap<>(foreign);
    allForeign.putAll(other.foreign);
    return new OptionSchema(all, allForeign);
  }

  /** The options. */
  public List<Option<?>> options() {
    return options;
  }

  /** Reads given options, and finds all that is wrong with them. */
  public OptionReading read(GivenOptions given) {
    return new Reading(given).run();
  }

  private final class Reading {
    private final GivenOptions given;
    private final List<OptionFinding> findings = new ArrayList<>();
    private final Map<Option<?>, Object> values = new LinkedHashMap<>();
    private final Set<String> nulls = new HashSet<>();
    private final Map<Option<?>, String> seen = new HashMap<>();

    Reading(GivenOptions given) {
      this.given = given;
    }

    OptionReading run() {
      given.all().forEach(this::read);
      for (Option<?> option : options) {
        if (option.isRequired() && !seen.containsKey(option)) {
          error(given.pathOf(option.section(), option.name()), "required, but missing");
        }
      }
      return new OptionReading(new OptionValues(values, nulls), findings);
    }

    private void read(Given one) {
      Option<?> option = byName.get(one.name());
      if (option == null) {
        unknown(one);
        return;
      }
      String earlier = seen.putIfAbsent(option, one.path());
      if (earlier != null) {
        error(one.path(), "given twice: " + earlier + " means the same");
        return;
      }
      if (one.place() != Place.ANYWHERE && !one.place().name().equals(option.section().name())) {
        misplaced(one, option);
        return;
      }
      value(one, option);
    }

    private void value(Given one, Option<?> option) {
      Object raw = one.value();
      if (raw == null) {
        nulls.add(option.name());
        if (option.isRequired()) {
          error(one.path(), "required, but null");
        }
        return;
      }
      try {
        values.put(option, option.read(raw));
      } catch (UnfitValueException e) {
        error(one.path(), e.problem());
      }
    }

    private void misplaced(Given one, Option<?> option) {
      String table = given.table(option.section());
      error(
          one.path(),
          option.section() == Option.Section.JAVA
              ? "belongs in [" + table + "], which the Python library leaves alone"
              : "belongs in [" + table + "], since the Python library knows it too");
    }

    private void unknown(Given one) {
      Foreign known = foreign.get(one.name());
      if (known != null) {
        findings.add(
            new OptionFinding(
                known.severity(),
                one.path()
                    + ": an option of the Python library that has no meaning here: "
                    + known.why()));
        return;
      }
      Set<String> names = new LinkedHashSet<>();
      byName.forEach(
          (name, option) -> {
            if (one.place() == Place.ANYWHERE || one.place() == placeOf(option)) {
              names.add(name);
            }
          });
      if (given.isFlat(one)) {
        names.addAll(List.of("type", "options", "retry", "java"));
      }
      findings.add(
          new OptionFinding(
              Severity.UNKNOWN_KEY,
              one.path() + ": unknown option; " + Nearest.hint(one.name(), names)));
    }

    private Place placeOf(Option<?> option) {
      return option.section() == Option.Section.JAVA ? Place.JAVA : Place.OPTIONS;
    }

    private void error(String path, String what) {
      findings.add(new OptionFinding(Severity.ERROR, path + ": " + what));
    }
  }
}
