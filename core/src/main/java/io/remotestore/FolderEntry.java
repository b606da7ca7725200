package io.remotestore;

import org.jspecify.annotations.Nullable;

/** A folder of a listing. */
public final class FolderEntry implements PathEntry {
  private final String path;

  private FolderEntry(String path) {
    this.path = path;
  }

  /** Returns the entry of the folder at {@code path}. */
  public static FolderEntry of(String path) {
    return new FolderEntry(path);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof FolderEntry other && path.equals(other.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path + "/";
  }
}
