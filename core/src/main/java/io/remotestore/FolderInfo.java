package io.remotestore;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a folder holds, counted over all levels or down to a depth. */
public final class FolderInfo {
  private final String path;
  private final long fileCount;
  private final long totalSize;
  private final long skippedCount;
  private final @Nullable Instant modifiedAt;

  private FolderInfo(
      String path,
      long fileCount,
      long totalSize,
      long skippedCount,
      @Nullable Instant modifiedAt) {
    this.path = path;
    this.fileCount = fileCount;
    this.totalSize = totalSize;
    this.skippedCount = skippedCount;
    this.modifiedAt = modifiedAt;
  }

  /** Returns the info of the folder at {@code path}, which holds nothing that was skipped. */
  public static FolderInfo of(
      String path, long fileCount, long totalSize, @Nullable Instant modifiedAt) {
    return new FolderInfo(path, fileCount, totalSize, 0, modifiedAt);
  }

  /** Returns this info with that number of entries that the count skipped. */
  public FolderInfo withSkippedCount(long value) {
    return new FolderInfo(path, fileCount, totalSize, value, modifiedAt);
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

  /**
   * The number of entries that no path leads to. {@link #fileCount()} and {@link #totalSize()} do
   * not count them. {@link ListOptions#withSkippedListener} names them.
   */
  public long skippedCount() {
    return skippedCount;
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
        && skippedCount == other.skippedCount
        && Objects.equals(modifiedAt, other.modifiedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, fileCount, totalSize, skippedCount, modifiedAt);
  }

  @Override
  public String toString() {
    String skipped = skippedCount == 0 ? "" : ", " + skippedCount + " skipped";
    return "FolderInfo["
        + path
        + ", "
        + fileCount
        + " files, "
        + totalSize
        + " bytes"
        + skipped
        + "]";
  }
}
