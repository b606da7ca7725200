package io.remotestore.memory;

/**
 * How a memory backend works.
 *
 * @param versions whether earlier states of files are kept, for as long as the store lives
 */
public record MemoryOptions(Versions versions) {

  /** Whether earlier states are kept. */
  public enum Versions {
    /** A state is gone when it is replaced. */
    OFF,
    /** All states are kept, those of deleted files too. */
    KEPT
  }

  /** Returns the defaults: no versions. */
  public static MemoryOptions defaults() {
    return new MemoryOptions(Versions.OFF);
  }
}
