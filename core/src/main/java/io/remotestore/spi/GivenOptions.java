package io.remotestore.spi;

import io.remotestore.settings.KeyPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options in the form that the user gave them, with their place, so that an error can name it.
 * Immutable.
 */
public final class GivenOptions {

  /** Which options may stand at a place. */
  public enum Place {
    /** Those of {@link Option.Section#OPTIONS}. */
    OPTIONS,
    /** Those of {@link Option.Section#JAVA}. */
    JAVA,
    /** All: code, the parameters of a URL, and what stands right beside a backend's type. */
    ANYWHERE
  }

  record Given(Place place, String path, String name, @Nullable Object value) {}

  private final String backend;
  private final List<Given> all;

  private GivenOptions(String backend, List<Given> all) {
    this.backend = backend;
    this.all = Collections.unmodifiableList(all);
  }

  /** Returns options given in code or in a URL, where a name is all there is of a place. */
  public static GivenOptions of(Map<String, ? extends @Nullable Object> options) {
    return at("").with(Place.ANYWHERE, "", options);
  }

  /** Returns no options of the backend whose key path is {@code backend}. */
  public static GivenOptions at(String backend) {
    return new GivenOptions(backend, List.of());
  }

  /** Returns these and those of the table whose key path is {@code table}. */
  public GivenOptions with(
      Place place, String table, Map<String, ? extends @Nullable Object> options) {
    List<Given> more = new ArrayList<>(all);
    options.forEach(
        (name, value) -> more.add(new Given(place, KeyPath.of(table, name), name, value)));
    return new GivenOptions(backend, more);
  }

  List<Given> all() {
    return all;
  }

  /** Where an option of that section should stand. */
  String pathOf(Option.Section section, String name) {
    return KeyPath.of(table(section), name);
  }

  /** Whether it stands right beside a backend's type, where its tables stand too. */
  boolean isFlat(Given one) {
    return !backend.isEmpty() && one.place() == Place.ANYWHERE;
  }

  String table(Option.Section section) {
    if (backend.isEmpty()) {
      return "";
    }
    return KeyPath.of(backend, section == Option.Section.JAVA ? "java" : "options");
  }

  /** Names the places only: values may be secret. */
  @Override
  public String toString() {
    return "GivenOptions" + all.stream().map(Given::path).toList();
  }
}
