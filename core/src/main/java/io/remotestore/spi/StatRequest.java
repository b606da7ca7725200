package io.remotestore.spi;

import org.jspecify.annotations.Nullable;

/**
 * A look at one key.
 *
 * @param key the key
 * @param version the id of the version meant; null for the current one
 * @param detail how much the caller needs
 */
public record StatRequest(String key, @Nullable String version, Detail detail) {

  /** How much the caller needs. */
  public enum Detail {
    /** Whether a file or a folder is there. */
    KIND,
    /** Kind, size, time and revision; what costs more to look up may be left out. */
    STATE,
    /** All there is, metadata included. */
    ALL
  }

  /** Returns a look at the current version of {@code key}. */
  public static StatRequest of(String key, Detail detail) {
    return new StatRequest(key, null, detail);
  }
}
