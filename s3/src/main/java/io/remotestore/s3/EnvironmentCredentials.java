package io.remotestore.s3;

import io.remotestore.spi.Call;
import java.io.IOException;

/** The keys that stand in the environment. */
final class EnvironmentCredentials implements CredentialsSource {
  private static final String KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

  private final AwsEnvironment environment;

  EnvironmentCredentials(AwsEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public AwsCredentials fetch(Call call) throws IOException {
    String key = environment.variable(KEY);
    String secret = environment.variable(SECRET);
    if (key == null && secret == null) {
      throw new NoCredentialsException(KEY + " is not set");
    }
    if (key == null || secret == null) {
      throw CredentialsFailures.refused(
          "the environment: "
              + (key == null ? KEY : SECRET)
              + " is not set, and "
              + (key == null ? SECRET : KEY)
              + " is");
    }
    return new AwsCredentials(key, secret, environment.variable("AWS_SESSION_TOKEN"), null);
  }
}
