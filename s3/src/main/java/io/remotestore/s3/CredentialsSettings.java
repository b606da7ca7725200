package io.remotestore.s3;

import io.remotestore.ConfigException;
import io.remotestore.config.Secret;
import io.remotestore.s3.CredentialsHttp.PlainHttp;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.OptionValues;
import io.remotestore.transport.TransportOptions;
import io.remotestore.transport.TransportSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Chooses the source of credentials by options and environment. */
final class CredentialsSettings {
  private static final Duration PROCESS_PATIENCE = Duration.ofSeconds(60);

  private CredentialsSettings() {}

  /**
   * Returns the credentials of a store.
   *
   * @param environment the settings of the environment, under the profile of the options
   * @throws ConfigException if options contradict one another
   */
  static CallCredentials read(OptionValues values, AwsEnvironment environment) throws IOException {
    check(values);
    environment.requireProfile();
    CredentialsProvider given = values.find(S3Settings.CREDENTIALS);
    if (given != null) {
      return CallCredentials.of(given);
    }
    if (values.value(S3Settings.ANONYMOUS)) {
      return new CallCredentials.Fixed(null);
    }
    Secret key = values.find(S3Settings.KEY);
    Secret secret = values.find(S3Settings.SECRET);
    if (key != null && secret != null) {
      Secret token = values.find(S3Settings.SESSION_TOKEN);
      return new CallCredentials.Fixed(
          new AwsCredentials(
              key.reveal(), secret.reveal(), token == null ? null : token.reveal(), null));
    }
    return new CachingCredentials(chain(values, environment), environment.clock());
  }

  private static void check(OptionValues values) {
    boolean key = values.isGiven(S3Settings.KEY);
    boolean secret = values.isGiven(S3Settings.SECRET);
    if (key != secret) {
      throw new ConfigException(List.of("key and secret: one of the two is missing"));
    }
    if (values.isGiven(S3Settings.SESSION_TOKEN) && !key) {
      throw new ConfigException(List.of("session_token: goes with key and secret only"));
    }
    List<String> ways = new ArrayList<>();
    if (key) {
      ways.add("key and secret");
    }
    if (values.value(S3Settings.ANONYMOUS)) {
      ways.add(S3Settings.ANONYMOUS.name());
    }
    if (values.isGiven(S3Settings.CREDENTIALS)) {
      ways.add(S3Settings.CREDENTIALS.name());
    }
    if (ways.size() > 1) {
      throw new ConfigException(List.of(String.join(", ", ways) + ": give only one of them"));
    }
  }

  // ---------------------------------------------------------------- the chain

  private static CredentialsChain chain(OptionValues values, AwsEnvironment environment) {
    PlainHttp plain =
        values.value(TransportSettings.ALLOW_HTTP) ? PlainHttp.ANYWHERE : PlainHttp.LOCAL;
    DriverContext context = environment.context();
    CredentialsHttp far =
        new CredentialsHttp(to -> TransportSettings.read(values, context, to).build());
    CredentialsHttp near = new CredentialsHttp(to -> nearby(context));
    StsClient sts = new StsClient(environment, values.find(S3Settings.REGION), far, plain);
    CredentialsSource variables = new EnvironmentCredentials(environment);
    CredentialsSource container = new ContainerCredentials(environment, near);
    CredentialsSource instance = new InstanceCredentials(environment, near, plain);
    CredentialsSource profile =
        new ProfileCredentials(
            environment,
            sts,
            new CredentialProcess(PROCESS_PATIENCE),
            Map.of(
                "Environment", variables,
                "EcsContainer", container,
                "Ec2InstanceMetadata", instance),
            CredentialsSettings::others);
    Map<String, CredentialsSource> sources = new LinkedHashMap<>();
    if (environment.isProfileChosen()) {
      sources.put("the profile", profile);
      return new CredentialsChain(sources);
    }
    sources.put("the environment", variables);
    sources.put("a web identity", new WebIdentityCredentials(environment, sts));
    sources.put("the profiles", profile);
    sources.put("a container", container);
    sources.put("the instance metadata", instance);
    return new CredentialsChain(sources);
  }

  /** Services of this machine answer at once, and no proxy leads to them. */
  private static TransportOptions nearby(DriverContext context) {
    return TransportOptions.builder()
        .nanoClock(context.nanoClock())
        .connectTimeout(Duration.ofSeconds(1))
        .idleTimeout(Duration.ofSeconds(2))
        .build();
  }

  private static @Nullable ProfileCredentialsFactory others() {
    return ServiceLoader.load(
            ProfileCredentialsFactory.class, CredentialsSettings.class.getClassLoader())
        .findFirst()
        .orElse(null);
  }
}
