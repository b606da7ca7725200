package io.remotestore.s3;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Provides the credentials that sign requests. It is called for each request, by any number of
 * threads, so it must return at once; {@link #caching} wraps a slow one.
 *
 * <p>Pass it in code as the option {@code credentials}.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /**
   * Returns the current credentials; null for requests that are not signed.
   *
   * @throws IOException if there are no credentials; the caller's error shows its message
   */
  @Nullable AwsCredentials credentials() throws IOException;

  /**
   * Returns a provider that keeps the credentials of {@code source} and renews them before they
   * expire. Five minutes before, a background thread calls {@code source}, and callers use the old
   * ones meanwhile. In the last minute one caller calls it and the others wait. Credentials without
   * an expiry are kept until a server refuses them. While {@code source} fails, the old ones are
   * used until they expire.
   */
  static CredentialsProvider caching(CredentialsProvider source) {
    return new CachingCredentials(new PromptCredentials(source), Clock.systemUTC());
  }
}
