package io.remotestore.spi;

import io.remotestore.spi.Failure.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The tokens of one paged listing. They end a listing that would never end.
 *
 * <p>A token that was followed before, with no new key since, leads round in a circle. Empty pages
 * with tokens of their own are legal, up to 100,000 of them in a row. For one thread.
 */
public final class PageTokens {
  private static final int MOST = 100_000;

  /** The hash of each token since the last new key. */
  private final Set<UUID> seen = new HashSet<>();

  /** Notes a page with a key behind all keys before it. */
  public void newKey() {
    seen.clear();
  }

  /**
   * Notes the token of the next request.
   *
   * @throws DriverException if the listing would not end
   */
  public void follow(String token) throws DriverException {
    if (!seen.add(hash(token))) {
      throw endless("the pages of the listing go round in a circle");
    }
    if (seen.size() > MOST) {
      throw endless("the listing has more than " + MOST + " pages in a row without a new key");
    }
  }

  private static DriverException endless(String why) {
    return new DriverException(Failure.rejected(Kind.OTHER).withDetail(why));
  }

  private static UUID hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
      return new UUID(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
