package io.remotestore.s3.awssdk;

import io.remotestore.s3.AwsCredentials;
import io.remotestore.s3.CredentialsProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Signs with what a provider of the AWS SDK says. Providers of the SDK keep what they get, so that
 * they can be asked for each request.
 *
 * <pre>{@code
 * CredentialsProvider sdk = AwsSdkCredentials.of(DefaultCredentialsProvider.create());
 * Store store = S3.bucket("data").credentials(sdk).open();
 * }</pre>
 */
public final class AwsSdkCredentials implements CredentialsProvider, AutoCloseable {
  private final AwsCredentialsProvider provider;

  private AwsSdkCredentials(AwsCredentialsProvider provider) {
    this.provider = provider;
  }

  /** Returns what asks that provider. */
  public static AwsSdkCredentials of(AwsCredentialsProvider provider) {
    return new AwsSdkCredentials(provider);
  }

  /**
   * Returns what the provider says; null where it says that nothing is signed.
   *
   * @throws IOException if the provider has nothing, with its reason
   */
  @Override
  public @Nullable AwsCredentials credentials() throws IOException {
    software.amazon.awssdk.auth.credentials.AwsCredentials found;
    try {
      found = provider.resolveCredentials();
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (found.accessKeyId() == null || found.secretAccessKey() == null) {
      return null;
    }
    String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : null;
    return new AwsCredentials(
        found.accessKeyId(), found.secretAccessKey(), token, found.expirationTime().orElse(null));
  }

  /** Closes the provider, where it can be closed. */
  @Override
  public void close() {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
