package io.remotestore.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says what requests are signed with. Asked for each request, by any number of threads. */
@FunctionalInterface
public interface CredentialsProvider {

  /**
   * Returns what to sign with now; null for requests that are not signed.
   *
   * @throws IOException if there is nothing to sign with
   */
  @Nullable AwsCredentials credentials() throws IOException;
}
