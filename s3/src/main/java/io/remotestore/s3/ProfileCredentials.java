package io.remotestore.s3;

import io.remotestore.RemoteStoreException;
import io.remotestore.s3.StsClient.Role;
import io.remotestore.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The credentials of a profile: its keys, its program, or a role that it may take on. */
final class ProfileCredentials implements CredentialsSource, Closeable {
  private static final List<String> SSO =
      List.of("sso_session", "sso_start_url", "sso_account_id", "sso_role_name", "sso_region");

  /** How long credentials without a known expiry are kept, before their provider is asked again. */
  private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(2);

  private final AwsEnvironment environment;
  private final StsClient sts;
  private final CredentialProcess process;
  private final Map<String, CredentialsSource> sources;
  private final Supplier<@Nullable ProfileCredentialsFactory> others;
  private final Map<String, CredentialsProvider> opened = new ConcurrentHashMap<>();

  /**
   * @param sources the sources that {@code credential_source} can name
   * @param others finds what serves profiles that ask for more; null for nothing
   */
  ProfileCredentials(
      AwsEnvironment environment,
      StsClient sts,
      CredentialProcess process,
      Map<String, CredentialsSource> sources,
      Supplier<@Nullable ProfileCredentialsFactory> others) {
    this.environment = environment;
    this.sts = sts;
    this.process = process;
    this.sources = Map.copyOf(sources);
    this.others = others;
  }

  @Override
  public AwsCredentials fetch(Call call) throws IOException {
    ProfileFile files = environment.profiles();
    String name = environment.profile();
    String missing =
        files.has(name)
            ? files.describe(name) + " holds no credentials"
            : "there is no " + files.describe(name).replaceFirst("^the ", "");
    AwsCredentials found = files.has(name) ? of(name, files, new LinkedHashSet<>(), call) : null;
    if (found != null) {
      return found;
    }
    throw environment.isProfileNamed()
        ? CredentialsFailures.refused(missing)
        : new NoCredentialsException(missing);
  }

  /** Returns the credentials of a profile; null if it configures none. */
  private @Nullable AwsCredentials of(
      String name, ProfileFile files, Set<String> visited, Call call) throws IOException {
    boolean unused = visited.add(name);
    Map<String, String> settings = files.settings(name);
    String origin = files.describe(name);
    if (settings.containsKey("role_arn")) {
      return ofRole(name, files, visited, call);
    }
    boolean sso = SSO.stream().anyMatch(settings::containsKey);
    ProfileCredentialsFactory factory = sso ? others.get() : null;
    if (factory != null) {
      return ofOther(factory, name, files);
    }
    AwsCredentials keys = keys(settings, origin);
    if (keys != null) {
      return keys;
    }
    String command = settings.get("credential_process");
    if (command != null) {
      return process.run(origin, command, call);
    }
    if (sso) {
      throw CredentialsFailures.refused(
          origin
              + " signs on by SSO, which needs the module remote-store-s3-aws-sdk on the class"
              + " path, or a CredentialsProvider of your own as option 'credentials'");
    }
    return null;
  }

  private static @Nullable AwsCredentials keys(Map<String, String> settings, String origin)
      throws IOException {
    String key = settings.get("aws_access_key_id");
    String secret = settings.get("aws_secret_access_key");
    if (key == null && secret == null) {
      return null;
    }
    if (key == null || secret == null) {
      String missing = key == null ? "aws_access_key_id" : "aws_secret_access_key";
      throw CredentialsFailures.refused(origin + " has no " + missing);
    }
    return new AwsCredentials(key, secret, settings.get("aws_session_token"), null);
  }

  // ---------------------------------------------------------------- roles

  private AwsCredentials ofRole(String name, ProfileFile files, Set<String> visited, Call call)
      throws IOException {
    Map<String, String> settings = files.settings(name);
    String origin = files.describe(name);
    Role role =
        new Role(
            origin,
            settings.getOrDefault("role_arn", ""),
            settings.get("role_session_name"),
            settings.get("external_id"),
            settings.get("duration_seconds"));
    String tokenFile = settings.get("web_identity_token_file");
    if (tokenFile != null) {
      return WebIdentityCredentials.fetch(sts, role, Path.of(tokenFile), call);
    }
    if (settings.containsKey("mfa_serial")) {
      throw CredentialsFailures.refused(
          origin
              + " needs an MFA code (mfa_serial), which this library cannot read: get temporary"
              + " credentials with another tool, or give a CredentialsProvider of your own as"
              + " option 'credentials'");
    }
    String profile = settings.get("source_profile");
    String kind = settings.get("credential_source");
    if (profile != null && kind != null) {
      throw CredentialsFailures.refused(
          origin
              + " has both source_profile and credential_source: one of them goes with role_arn");
    }
    AwsCredentials by;
    if (profile != null) {
      by = ofSource(origin, profile, files, visited, call);
    } else if (kind != null) {
      by = ofKind(origin, kind, call);
    } else {
      throw CredentialsFailures.refused(
          origin
              + " has a role_arn, and none of source_profile, credential_source and"
              + " web_identity_token_file: set one of them");
    }
    return sts.assume(role, by, call);
  }

  /**
   * A profile's own keys take precedence over its role here, so that a profile can be its own
   * source.
   */
  private AwsCredentials ofSource(
      String origin, String name, ProfileFile files, Set<String> visited, Call call)
      throws IOException {
    if (!files.has(name)) {
      throw CredentialsFailures.refused(
          origin + ": source_profile names the profile '" + name + "', which is not there");
    }
    AwsCredentials keys = keys(files.settings(name), files.describe(name));
    if (keys != null) {
      return keys;
    }
    if (visited.contains(name)) {
      throw CredentialsFailures.refused(
          origin
              + ": source_profile goes round in a circle: "
              + String.join(" > ", visited)
              + " > "
              + name);
    }
    AwsCredentials found = of(name, files, visited, call);
    if (found == null) {
      throw CredentialsFailures.refused(
          origin + ": its source, " + files.describe(name) + ", holds no credentials");
    }
    return found;
  }

  private AwsCredentials ofKind(String origin, String kind, Call call) throws IOException {
    CredentialsSource source = sources.get(kind);
    if (source == null) {
      throw CredentialsFailures.refused(
          origin
              + ": credential_source is '"
              + kind
              + "', which is none of "
              + String.join(", ", sources.keySet().stream().sorted().toList()));
    }
    try {
      AwsCredentials found = source.fetch(call);
      if (found != null) {
        return found;
      }
    } catch (NoCredentialsException e) {
      throw CredentialsFailures.refused(
          origin + ": credential_source is " + kind + ": " + e.getMessage(), e);
    }
    throw CredentialsFailures.refused(origin + ": credential_source gave nothing");
  }

  // ---------------------------------------------------------------- others

  private AwsCredentials ofOther(ProfileCredentialsFactory factory, String name, ProfileFile files)
      throws IOException {
    String origin = files.describe(name);
    try {
      CredentialsProvider provider = opened.get(name);
      if (provider == null) {
        provider = factory.open(name, files.credentials(), files.config());
        opened.put(name, provider);
      }
      AwsCredentials found = provider.credentials();
      if (found != null) {
        return found.expiresAt() != null ? found : askedAgain(found);
      }
    } catch (RemoteStoreException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw CredentialsFailures.refused(origin + ": " + CredentialsFailures.reason(e), e);
    }
    throw CredentialsFailures.refused(origin + ": its provider gave nothing");
  }

  /** The SDK does not report the expiry of single sign-on credentials. */
  private AwsCredentials askedAgain(AwsCredentials found) {
    return new AwsCredentials(
        found.accessKey(),
        found.secretKey(),
        found.sessionToken(),
        environment.clock().instant().plus(UNKNOWN_LIFE));
  }

  @Override
  public void close() throws IOException {
    for (CredentialsProvider provider : opened.values()) {
      if (provider instanceof AutoCloseable closeable) {
        close(closeable);
      }
    }
    opened.clear();
  }

  private static void close(AutoCloseable closeable) throws IOException {
    try {
      closeable.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
