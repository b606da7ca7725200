package io.remotestore;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a folder that a listing skips, because no path of the store leads to it.
 *
 * <p>A listing reports these entries to the listener of {@link ListOptions#withSkippedListener}.
 * Copies of a tree need it: a program that copies every listed file and then deletes the folder
 * would lose them.
 */
public final class SkippedEntry {

  /** Why a listing skips an entry. */
  public enum Reason {
    /**
     * No path expresses the name. For example, a backslash in a path is a slash, so no path leads
     * to the object {@code back\slash}.
     */
    NOT_A_PATH,
    /** The name holds bytes that are not text in the encoding of the backend. */
    NOT_TEXT,
    /** The entry is neither a file nor a folder: a device, a pipe, a link that is not followed. */
    NOT_A_FILE
  }

  private final String name;
  private final Reason reason;
  private final boolean folder;

  private SkippedEntry(String name, Reason reason, boolean folder) {
    this.name = name;
    this.reason = reason;
    this.folder = folder;
  }

  /** Returns the skipped entry of that name. */
  public static SkippedEntry file(String name, Reason reason) {
    return new SkippedEntry(name, reason, false);
  }

  /** Returns the skipped folder of that name; the listing skips the entries below it, too. */
  public static SkippedEntry folder(String name, Reason reason) {
    return new SkippedEntry(name, reason, true);
  }

  /**
   * The name on the backend, relative to the root of the store. It is for people and never a path.
   * For {@link Reason#NOT_TEXT}, bytes that are not ASCII are percent-encoded: {@code docs/caf%E9}.
   */
  public String name() {
    return name;
  }

  /** Why the listing skips it. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether it is a folder, so that the listing also skips the entries below it. */
  public boolean isFolder() {
    return folder;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof SkippedEntry other
        && name.equals(other.name)
        && reason == other.reason
        && folder == other.folder;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, reason, folder);
  }

  @Override
  public String toString() {
    return "SkippedEntry[" + name + ", " + reason + (folder ? ", folder" : "") + "]";
  }
}
