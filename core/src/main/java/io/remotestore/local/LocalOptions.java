package io.remotestore.local;

import java.nio.file.Path;
import java.util.Objects;

/** What the local backend is to do. Immutable. */
public final class LocalOptions {

  /** How links that lead out of the root are kept out. */
  public enum Confine {
    /** A key is refused if it leads out of the root when it is looked at. */
    STANDARD,
    /** The same, safe also from others who change links meanwhile; slower. */
    STRICT
  }

  /** What a finished write has reached. */
  public enum Durability {
    /** The operating system. */
    NONE,
    /** The device: file and folder are synchronised before a write returns. */
    FSYNC
  }

  private final Path root;
  private final Confine confine;
  private final Durability durability;

  private LocalOptions(Path root, Confine confine, Durability durability) {
    this.root = Objects.requireNonNull(root, "root");
    this.confine = Objects.requireNonNull(confine, "confine");
    this.durability = Objects.requireNonNull(durability, "durability");
  }

  /** Returns the defaults for the folder that is to hold everything. */
  public static LocalOptions of(Path root) {
    return new LocalOptions(root, Confine.STANDARD, Durability.NONE);
  }

  /** Returns these options with another way to keep links out. */
  public LocalOptions withConfine(Confine value) {
    return new LocalOptions(root, value, durability);
  }

  /** Returns these options with another durability. */
  public LocalOptions withDurability(Durability value) {
    return new LocalOptions(root, confine, value);
  }

  /** The folder that holds everything. */
  public Path root() {
    return root;
  }

  /** How links that lead out of the root are kept out; {@link Confine#STANDARD} by default. */
  public Confine confine() {
    return confine;
  }

  /** What a finished write has reached; {@link Durability#NONE} by default. */
  public Durability durability() {
    return durability;
  }

  @Override
  public String toString() {
    return "LocalOptions[root="
        + root
        + ", confine="
        + confine
        + ", durability="
        + durability
        + "]";
  }
}
