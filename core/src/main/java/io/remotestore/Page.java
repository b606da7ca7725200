package io.remotestore;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param <T> what is listed
 */
public final class Page<T> {
  private final List<T> items;
  private final @Nullable String resumeToken;

  private Page(List<T> items, @Nullable String resumeToken) {
    this.items = items;
    this.resumeToken = resumeToken;
  }

  /** Returns a page of {@code items}; a null token says that nothing follows. */
  public static <T> Page<T> of(List<T> items, @Nullable String resumeToken) {
    return new Page<>(List.copyOf(items), resumeToken);
  }

  /** The entries, unmodifiable. */
  public List<T> items() {
    return items;
  }

  /** What {@link ListOptions#withResumeToken} takes to get the next page; null on the last one. */
  public @Nullable String resumeToken() {
    return resumeToken;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Page<?> other
        && items.equals(other.items)
        && Objects.equals(resumeToken, other.resumeToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(items, resumeToken);
  }

  @Override
  public String toString() {
    return "Page["
        + items.size()
        + " items, "
        + (resumeToken == null ? "last" : "more follow")
        + "]";
  }
}
