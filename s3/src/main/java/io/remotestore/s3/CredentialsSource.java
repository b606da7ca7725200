package io.remotestore.s3;

import io.remotestore.spi.Call;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gets new credentials from one source; {@link CachingCredentials} decides when. */
@FunctionalInterface
interface CredentialsSource {

  /**
   * Returns credentials; null for requests that are not signed.
   *
   * @throws NoCredentialsException if this source is not configured, so that the next may be tried
   * @throws IOException if it is configured and gave no credentials
   */
  @Nullable AwsCredentials fetch(Call call) throws IOException;
}
