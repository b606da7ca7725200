package io.remotestore.config;

import io.remotestore.ConfigException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses one format of configuration files; found by {@link java.util.ServiceLoader}. */
public interface ConfigFormat {
  /** The most tables and lists that may lie in one another. */
  int DEEPEST = 64;

  /** The extensions of its files, without a dot, in lower case. */
  Set<String> extensions();

  /**
   * Parses a text into nested maps, lists, strings, whole numbers ({@code Long} or {@code
   * BigInteger}), {@code Double}, {@code Boolean} and null; a date is a string in ISO-8601.
   *
   * @param source what to call the text in an error, such as its file
   * @throws ConfigException if it is nested deeper than {@link #DEEPEST}, which would overflow the
   *     stack of some parsers; or if it is not of the format, with line and column, and without any
   *     of the text, which may be a secret; also without a cause that holds it
   */
  Map<String, @Nullable Object> parse(String text, String source);
}
