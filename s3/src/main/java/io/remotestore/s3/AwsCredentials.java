package io.remotestore.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that sign requests.
 *
 * @param accessKey the id of the key
 * @param secretKey the key
 * @param sessionToken the session token of temporary credentials, or null
 * @param expiresAt when the credentials expire, or null if they do not
 */
public record AwsCredentials(
    String accessKey,
    String secretKey,
    @Nullable String sessionToken,
    @Nullable Instant expiresAt) {

  /** Treats an empty session token as none: a server would refuse it. */
  public AwsCredentials {
    sessionToken = sessionToken == null || sessionToken.isBlank() ? null : sessionToken;
  }

  /** Returns credentials that do not expire. */
  public static AwsCredentials of(String accessKey, String secretKey) {
    return new AwsCredentials(accessKey, secretKey, null, null);
  }

  /** Shows only the id of the key. */
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKey + "]";
  }
}
