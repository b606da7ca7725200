package io.remotestore.settings;

import io.remotestore.ConfigException;
import io.remotestore.spi.DriverFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The backends there are. */
public final class DriverFactories {
  private final Map<String, DriverFactory> byType = new TreeMap<>();
  private final Map<String, DriverFactory> byScheme = new TreeMap<>();

  private DriverFactories(Collection<DriverFactory> factories) {
    for (DriverFactory factory : factories) {
      for (String type : factory.types()) {
        add(byType, "type", type, factory);
      }
      for (String scheme : factory.schemes()) {
        add(byScheme, "scheme", scheme, factory);
      }
    }
  }

  private static void add(
      Map<String, DriverFactory> map, String what, String name, DriverFactory factory) {
    DriverFactory other = map.putIfAbsent(name, factory);
    if (other != null) {
      throw new ConfigException(
          List.of(
              "two backends have the "
                  + what
                  + " '"
                  + name
                  + "': "
                  + other.getClass().getName()
                  + " and "
                  + factory.getClass().getName()));
    }
  }

  /** Returns the backends that the class or module path holds. */
  public static DriverFactories found() {
    // The thread's class loader sees an application's jars, this one's our own; either may be more.
    Map<Class<?>, DriverFactory> found = new LinkedHashMap<>();
    ServiceLoader.load(DriverFactory.class).forEach(one -> found.putIfAbsent(one.getClass(), one));
    ServiceLoader.load(DriverFactory.class, DriverFactories.class.getClassLoader())
        .forEach(one -> found.putIfAbsent(one.getClass(), one));
    return of(new ArrayList<>(found.values()));
  }

  /** Returns these backends. */
  public static DriverFactories of(Collection<DriverFactory> factories) {
    return new DriverFactories(factories);
  }

  /** Returns the backend of that type, or null where there is none. */
  public @Nullable DriverFactory ofType(String type) {
    return byType.get(type);
  }

  /** Returns the backend of that scheme, or null where there is none. */
  public @Nullable DriverFactory ofScheme(String scheme) {
    return byScheme.get(scheme);
  }

  /** Returns whether {@code type} is unknown, but similar to a known type. */
  public boolean isMisspelt(String type) {
    return ofType(type) == null
        && Modules.ofType(type) == null
        && Nearest.of(type, types()) != null;
  }

  /** Explains why there is no backend of that type, with a hint. */
  public String whyNoType(String type) {
    String module = Modules.ofType(type);
    if (module != null) {
      return "nothing on the class path opens backends of the type '" + type + "'; add " + module;
    }
    String nearest = Nearest.of(type, types());
    return "unknown backend type "
        + Quoted.of(type)
        + "; "
        + (nearest != null
            ? "did you mean '" + nearest + "'?"
            : "known: "
                + String.join(", ", types())
                + ". A backend is known once its module is on the class path");
  }

  /** Explains why there is no backend of that scheme, with a hint. */
  public String whyNoScheme(String scheme) {
    String module = Modules.ofScheme(scheme);
    if (module != null) {
      return "nothing on the class path opens " + scheme + ": URLs; add " + module;
    }
    String nearest = Nearest.of(scheme, schemes());
    return "unknown scheme '"
        + scheme
        + "'; known: "
        + String.join(", ", schemes())
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  /** The types, sorted. */
  public Set<String> types() {
    return new TreeSet<>(byType.keySet());
  }

  /** The schemes, sorted. */
  public Set<String> schemes() {
    return new TreeSet<>(byScheme.keySet());
  }
}
