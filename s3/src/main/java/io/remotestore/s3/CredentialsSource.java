package io.remotestore.s3;

import io.remotestore.spi.Call;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gets credentials anew, from wherever they come; {@link CachingCredentials} says when. */
@FunctionalInterface
interface CredentialsSource {

  /**
   * Returns what to sign with; null for requests that are not signed.
   *
   * @throws NoCredentialsException if this source is not set up here, so that another may be asked
   * @throws IOException if it is, and did not give any
   */
  @Nullable AwsCredentials fetch(Call call) throws IOException;
}
