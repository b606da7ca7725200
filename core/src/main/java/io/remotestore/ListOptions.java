package io.remotestore;

import io.remotestore.settings.Alternatives;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to list: how deep, what of it, in which order, from where on.
 *
 * <p>Order is that of the keys' UTF-8 bytes, folders compared with their trailing slash; that is
 * the order of object stores, and differs from {@link String#compareTo} for characters beyond
 * U+FFFF.
 */
public final class ListOptions {

  /** The {@link #maxDepth()} of a listing of all levels. */
  public static final int ALL_LEVELS = Integer.MAX_VALUE;

  private static final int DEFAULT_PAGE_SIZE = 1000;
  private static final ListOptions DIRECT =
      new ListOptions(0, null, false, null, null, DEFAULT_PAGE_SIZE, null);

  private final int maxDepth;
  private final @Nullable String pattern;
  private final boolean ordered;
  private final @Nullable String startAfter;
  private final @Nullable String resumeToken;
  private final int pageSize;
  private final @Nullable Consumer<SkippedEntry> skippedListener;

  private ListOptions(
      int maxDepth,
      @Nullable String pattern,
      boolean ordered,
      @Nullable String startAfter,
      @Nullable String resumeToken,
      int pageSize,
      @Nullable Consumer<SkippedEntry> skippedListener) {
    this.maxDepth = maxDepth;
    this.pattern = pattern;
    this.ordered = ordered;
    this.startAfter = startAfter;
    this.resumeToken = resumeToken;
    this.pageSize = pageSize;
    this.skippedListener = skippedListener;
  }

  /** Lists what lies directly in the folder. The default. */
  public static ListOptions direct() {
    return DIRECT;
  }

  /** Lists all levels below the folder. */
  public static ListOptions recursive() {
    return maxDepth(ALL_LEVELS);
  }

  /**
   * Lists {@code levels} levels below the folder's own: 0 is what lies directly in it.
   *
   * @throws IllegalArgumentException if {@code levels} is negative
   */
  public static ListOptions maxDepth(int levels) {
    if (levels < 0) {
      throw new IllegalArgumentException("maxDepth is negative: " + levels);
    }
    return new ListOptions(levels, null, false, null, null, DEFAULT_PAGE_SIZE, null);
  }

  /**
   * Keeps entries whose name matches: {@code *} any run, {@code ?} one character, {@code [abc]},
   * {@code [!abc]}; always with case. The walk is not pruned.
   *
   * @throws InvalidPathException if the pattern holds alternatives such as <code>{a,b}</code>,
   *     which would match nothing
   */
  public ListOptions withPattern(String value) {
    Alternatives.refuse(value);
    return new ListOptions(
        maxDepth,
        Objects.requireNonNull(value),
        ordered,
        startAfter,
        resumeToken,
        pageSize,
        skippedListener);
  }

  /** Asks for entries in order. */
  public ListOptions withOrdered() {
    return new ListOptions(
        maxDepth, pattern, true, startAfter, resumeToken, pageSize, skippedListener);
  }

  /**
   * Begins behind a key, which need not exist; the result is ordered.
   *
   * @param key relative to the store, as the paths of entries are
   */
  public ListOptions withStartAfter(String key) {
    return new ListOptions(
        maxDepth, pattern, true, RemotePath.of(key).key(), resumeToken, pageSize, skippedListener);
  }

  /** Goes on where a {@link Page} ended. */
  public ListOptions withResumeToken(String token) {
    return new ListOptions(
        maxDepth,
        pattern,
        ordered,
        startAfter,
        Objects.requireNonNull(token),
        pageSize,
        skippedListener);
  }

  /**
   * Sets how many entries a page holds at the most, 1,000 by default; some backends cap it lower.
   */
  public ListOptions withPageSize(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("pageSize is less than 1: " + value);
    }
    return new ListOptions(
        maxDepth, pattern, ordered, startAfter, resumeToken, value, skippedListener);
  }

  /**
   * Calls {@code listener} with each entry that the listing skips because no path leads to it, on
   * the thread that reads the listing. Without a listener, the listing logs a warning for the first
   * name of {@link SkippedEntry.Reason#NOT_A_PATH} or {@link SkippedEntry.Reason#NOT_TEXT}.
   */
  public ListOptions withSkippedListener(Consumer<SkippedEntry> listener) {
    return new ListOptions(
        maxDepth,
        pattern,
        ordered,
        startAfter,
        resumeToken,
        pageSize,
        Objects.requireNonNull(listener));
  }

  /** The levels below the folder's own; {@link #ALL_LEVELS} for all. */
  public int maxDepth() {
    return maxDepth;
  }

  /** Tells whether all levels are listed. */
  public boolean isRecursive() {
    return maxDepth == ALL_LEVELS;
  }

  /** The pattern that names must match. */
  public @Nullable String pattern() {
    return pattern;
  }

  /** Tells whether entries come in order. */
  public boolean ordered() {
    return ordered;
  }

  /** The key behind which the listing begins. */
  public @Nullable String startAfter() {
    return startAfter;
  }

  /** Where a page ended. */
  public @Nullable String resumeToken() {
    return resumeToken;
  }

  /** How many entries a page holds at the most. */
  public int pageSize() {
    return pageSize;
  }

  /** The listener that {@link #withSkippedListener} set; null where none is set. */
  public @Nullable Consumer<SkippedEntry> skippedListener() {
    return skippedListener;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("ListOptions[");
    Text.add(out, "maxDepth", isRecursive() ? "all" : maxDepth);
    Text.add(out, "pattern", pattern);
    Text.add(out, "ordered", ordered ? true : null);
    Text.add(out, "startAfter", startAfter);
    Text.add(out, "resumeToken", resumeToken);
    return Text.close(out);
  }
}
