package io.remotestore.config;

import io.remotestore.settings.MaskedText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that is never printed.
 *
 * <p>{@link #toString()} is {@code ***}, or for a URL the URL with its secrets so masked. Not
 * serializable. Equal to a secret of the same text.
 */
public final class Secret {
  private final String text;
  private final String shown;

  private Secret(String text, String shown) {
    this.text = Objects.requireNonNull(text, "text");
    this.shown = shown;
  }

  /** Returns the secret of that text. */
  public static Secret of(String text) {
    return new Secret(text, MaskedText.MASK);
  }

  /**
   * Returns the secret of a URL or connection string that prints all of it but the password of its
   * user and the parameters whose names say that they are secret.
   */
  public static Secret ofUrl(String url) {
    return new Secret(url, MaskedText.of(url));
  }

  /** The text itself. Never log it. */
  public String reveal() {
    return text;
  }

  /** Tells whether the text is empty. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Secret other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return shown;
  }
}
