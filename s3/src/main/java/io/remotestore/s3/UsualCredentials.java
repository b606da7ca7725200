package io.remotestore.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks where credentials usually are: in the environment, then in the profile that the environment
 * names, else in {@code default}.
 */
final class UsualCredentials implements CredentialsProvider {
  private final Function<String, @Nullable String> environment;
  private final @Nullable String profile;

  UsualCredentials(Function<String, @Nullable String> environment, @Nullable String profile) {
    this.environment = environment;
    this.profile = profile;
  }

  @Override
  public AwsCredentials credentials() throws IOException {
    String key = environment.apply("AWS_ACCESS_KEY_ID");
    String secret = environment.apply("AWS_SECRET_ACCESS_KEY");
    if (profile == null && key != null && secret != null) {
      return new AwsCredentials(key, secret, environment.apply("AWS_SESSION_TOKEN"), null);
    }
    return ofProfile();
  }

  private AwsCredentials ofProfile() throws IOException {
    String named = profile != null ? profile : environment.apply("AWS_PROFILE");
    String name = named == null ? "default" : named;
    ProfileFile file =
        ProfileFile.read(
            file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), file("AWS_CONFIG_FILE", "config"));
    Map<String, String> settings = file.settings(name);
    String key = settings.get("aws_access_key_id");
    String secret = settings.get("aws_secret_access_key");
    if (key == null || secret == null) {
      throw new IOException(
          file.has(name)
              ? "the profile '" + name + "' holds no keys"
              : "there are no credentials: no key and secret, none in the environment, and no"
                  + " profile '"
                  + name
                  + "'");
    }
    return new AwsCredentials(key, secret, settings.get("aws_session_token"), null);
  }

  private Path file(String variable, String name) {
    String given = environment.apply(variable);
    if (given != null) {
      return Path.of(given);
    }
    String home = environment.apply("HOME");
    return Path.of(home == null ? System.getProperty("user.home", ".") : home, ".aws", name);
  }
}
