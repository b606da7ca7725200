package io.remotestore;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a folder holds, counted over all levels or down to a depth. */
public final class FolderInfo {
  private final String path;
  private final long fileCount;
  private final long totalSize;
  private final @Nullable Instant modifiedAt;

  private FolderInfo(String path, long fileCount, long totalSize, @Nullable Instant modifiedAt) {
    this.path = path;
    this.fileCount = fileCount;
    this.totalSize = totalSize;
    this.modifiedAt = modifiedAt;
  }

  /** Returns the info of the folder at {@code path}. */
  public static FolderInfo of(
      String path, long fileCount, long totalSize, @Nullable Instant modifiedAt) {
    return new FolderInfo(path, fileCount, totalSize, modifiedAt);
  }

  /** The path, relative to the store that was asked; empty for its root. */
  public String path() {
    return path;
  }

  /** The last segment of the path; empty for the root. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The number of files. */
  public long fileCount() {
    return fileCount;
  }

  /** The bytes of all files whose size is known. */
  public long totalSize() {
    return totalSize;
  }

  /** When the newest of the files changed, or null where there is none. */
  public @Nullable Instant modifiedAt() {
    return modifiedAt;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof FolderInfo other
        && path.equals(other.path)
        && fileCount == other.fileCount
        && totalSize == other.totalSize
        && Objects.equals(modifiedAt, other.modifiedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, fileCount, totalSize, modifiedAt);
  }

  @Override
  public String toString() {
    return "FolderInfo[" + path + ", " + fileCount + " files, " + totalSize + " bytes]";
  }
}
