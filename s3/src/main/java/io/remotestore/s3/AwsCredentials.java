package io.remotestore.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What requests are signed with.
 *
 * @param accessKey the id of the key
 * @param secretKey the key
 * @param sessionToken what temporary credentials carry beside it, or null
 * @param expiresAt when they end, or null where they do not
 */
public record AwsCredentials(
    String accessKey,
    String secretKey,
    @Nullable String sessionToken,
    @Nullable Instant expiresAt) {

  /** Takes an empty session token for none: a server would refuse it. */
  public AwsCredentials {
    sessionToken = sessionToken == null || sessionToken.isBlank() ? null : sessionToken;
  }

  /** Returns credentials that do not end. */
  public static AwsCredentials of(String accessKey, String secretKey) {
    return new AwsCredentials(accessKey, secretKey, null, null);
  }

  /** Shows the id alone. */
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKey + "]";
  }
}
