package io.remotestore.s3;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Says what requests are signed with. Asked for each request, by any number of threads, so that it
 * answers at once; {@link #caching} makes one of what takes its time.
 *
 * <p>Given as the option {@code credentials}, in code alone.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /**
   * Returns what to sign with now; null for requests that are not signed.
   *
   * @throws IOException if there is nothing to sign with; its message is told to the caller
   */
  @Nullable AwsCredentials credentials() throws IOException;

  /**
   * Returns a provider that keeps what {@code source} says and asks it again ahead of the end of
   * that: five minutes ahead a thread in the background asks and all callers go on with what they
   * have, in the last minute one asks and the others wait for it. Credentials without an end are
   * kept until a server refuses them. While {@code source} fails, what it said before is used to
   * its end.
   */
  static CredentialsProvider caching(CredentialsProvider source) {
    return new CachingCredentials(new PromptCredentials(source), Clock.systemUTC());
  }
}
