package io.remotestore.s3;

import io.remotestore.ConfigException;
import io.remotestore.s3.AwsPartition.Variant;
import io.remotestore.s3.ProfileFile.Choice;
import io.remotestore.s3.ProfileFile.Place;
import io.remotestore.spi.DriverContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that every tool of AWS reads: the environment, and one profile of the files {@code
 * ~/.aws/credentials} and {@code ~/.aws/config}. The files are read anew each time.
 */
final class AwsEnvironment {
  private final DriverContext context;
  private final @Nullable String chosen;

  /**
   * @param chosen the profile that the options name; null for the profile of the environment, else
   *     the default
   */
  AwsEnvironment(DriverContext context, @Nullable String chosen) {
    this.context = context;
    this.chosen = chosen;
  }

  Clock clock() {
    return context.clock();
  }

  DriverContext context() {
    return context;
  }

  /** A variable of the environment; null where it is not set or blank. */
  @Nullable String variable(String name) {
    return Blanks.present(context.variable(name));
  }

  boolean isTrue(String variable) {
    return "true".equalsIgnoreCase(variable(variable));
  }

  // ---------------------------------------------------------------- profiles

  /** Whether the options name a profile. The variables of the environment then do not count. */
  boolean isProfileChosen() {
    return chosen != null;
  }

  /** Whether options or environment name a profile, which must then exist. */
  boolean isProfileNamed() {
    return chosen != null || variable("AWS_PROFILE") != null;
  }

  String profile() {
    String named = chosen != null ? chosen : variable("AWS_PROFILE");
    return named == null ? ProfileFile.DEFAULT : named;
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read
   */
  ProfileFile profiles() throws IOException {
    return ProfileFile.read(
        place("AWS_SHARED_CREDENTIALS_FILE", "credentials"), place("AWS_CONFIG_FILE", "config"));
  }

  private Place place(String variable, String name) {
    String given = variable(variable);
    if (given == null) {
      return new Place(Path.of(home(), ".aws", name), Choice.USUAL);
    }
    boolean below = given.startsWith("~/") || given.startsWith("~\\");
    Path path = below ? Path.of(home(), given.substring(2)) : Path.of(given);
    return new Place(path, Choice.NAMED);
  }

  private String home() {
    String home = variable("HOME");
    return home == null ? System.getProperty("user.home", ".") : home;
  }

  /**
   * Throws if the profile that the options name is in neither file.
   *
   * @throws ConfigException in that case
   */
  void requireProfile() throws IOException {
    if (chosen != null) {
      ProfileFile files = profiles();
      if (!files.has(chosen)) {
        throw new ConfigException(
            List.of("profile: there is none of that name: " + files.describe(chosen)));
      }
    }
  }

  private Map<String, String> settings() throws IOException {
    return profiles().settings(profile());
  }

  // ---------------------------------------------------------------- region and endpoints

  /** The region: of the environment, else of the profile; null where neither says one. */
  @Nullable String region() throws IOException {
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      String value = variable(name);
      if (value != null) {
        return value;
      }
    }
    return Blanks.present(settings().get("region"));
  }

  /**
   * The URL of a service: of the environment, else of the profile, and there the one of the service
   * before the one of all; null for the service's own.
   *
   * @param service its name as in {@code AWS_ENDPOINT_URL_S3}, in lower case
   */
  @Nullable String endpointUrl(String service) throws IOException {
    if (isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
      return null;
    }
    String suffix = service.toUpperCase(Locale.ROOT);
    for (String name : List.of("AWS_ENDPOINT_URL_" + suffix, "AWS_ENDPOINT_URL")) {
      String value = variable(name);
      if (value != null) {
        return value;
      }
    }
    return Blanks.present(profiles().endpointUrl(profile(), service));
  }

  /**
   * Returns the selected kinds of endpoints of AWS: {@code AWS_USE_FIPS_ENDPOINT} and {@code
   * AWS_USE_DUALSTACK_ENDPOINT} of the environment, else the settings of the profile.
   */
  Set<Variant> variants() throws IOException {
    Set<Variant> variants = EnumSet.noneOf(Variant.class);
    if (isAsked("use_fips_endpoint")) {
      variants.add(Variant.FIPS);
    }
    if (isAsked("use_dualstack_endpoint")) {
      variants.add(Variant.DUAL_STACK);
    }
    return variants;
  }

  private boolean isAsked(String setting) throws IOException {
    String value = variable("AWS_" + setting.toUpperCase(Locale.ROOT));
    return "true".equalsIgnoreCase(value == null ? settings().get(setting) : value);
  }
}
