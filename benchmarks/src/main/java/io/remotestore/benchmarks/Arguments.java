package io.remotestore.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of a run: {@code --name value} or {@code --quick}, and names of groups. */
final class Arguments {
  static final List<String> GROUPS =
      List.of("kernel", "local", "listing", "start", "s3", "cold", "memory");

  /** The tables of the group {@code s3}, to be named one by one. */
  static final List<String> S3_TABLES =
      List.of("s3-get", "s3-download", "s3-put", "s3-upload", "s3-keys");

  /** Those that need no server. */
  private static final List<String> LOCAL_GROUPS = List.of("kernel", "local", "listing", "start");

  private static final Set<String> NAMES =
      Set.of(
          "page", "data", "launcher", "date", "commit", "python", "program", "home", "python-s3");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> groups = new ArrayList<>();
  private boolean quick;

  private Arguments() {}

  static Arguments parse(String... given) {
    Arguments result = new Arguments();
    for (int i = 0; i < given.length; i++) {
      String next = given[i];
      if (next.equals("--quick")) {
        result.quick = true;
      } else if (next.startsWith("--") && NAMES.contains(next.substring(2))) {
        if (++i == given.length) {
          throw new IllegalArgumentException(next + " needs a value");
        }
        result.values.put(next.substring(2), given[i]);
      } else if (GROUPS.contains(next) || S3_TABLES.contains(next)) {
        result.groups.add(next);
      } else {
        throw new IllegalArgumentException("neither an option nor one of " + GROUPS + ": " + next);
      }
    }
    return result;
  }

  boolean isQuick() {
    return quick;
  }

  /** Those named, all where none is. */
  List<String> groups() {
    return groups.isEmpty() ? GROUPS : List.copyOf(groups);
  }

  /** Tells whether one of them needs no server, and shares the first table with its like. */
  boolean hasLocalGroups() {
    return !Collections.disjoint(groups(), LOCAL_GROUPS);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  Path path(String name) {
    return Path.of(text(name)).toAbsolutePath();
  }
}
