package io.remotestore;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What identifies one state of a file to the backend that holds it: an ETag, a generation, a file's
 * identity.
 *
 * <p>Opaque: compare revisions for equality, hand them back in conditions, store their text; do not
 * read anything out of them. A revision means something only for the file and the store that it
 * came from.
 */
public final class Revision {

  private final String text;

  private Revision(String text) {
    this.text = text;
  }

  /** Returns the revision whose {@link #toString()} was {@code text}. */
  public static Revision of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a revision is not empty");
    }
    return new Revision(Objects.requireNonNull(text));
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Revision other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that {@link #of} takes. */
  @Override
  public String toString() {
    return text;
  }
}
