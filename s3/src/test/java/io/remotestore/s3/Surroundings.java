package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionValues;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment, profile files, and a server that stands for STS, container and instance. */
final class Surroundings implements Closeable {
  final Map<String, String> variables = new HashMap<>();
  final MovableClock clock = new MovableClock();
  final FakeS3 server = new FakeS3();
  private final Path folder;

  Surroundings(Path folder) throws IOException {
    this.folder = folder;
    variables.put("AWS_SHARED_CREDENTIALS_FILE", credentialsFile().toString());
    variables.put("AWS_CONFIG_FILE", configFile().toString());
    variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", url());
  }

  Path credentialsFile() {
    return folder.resolve("credentials");
  }

  Path configFile() {
    return folder.resolve("config");
  }

  String url() {
    return server.endpoint().toString();
  }

  Surroundings with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Surroundings credentials(String text) throws IOException {
    Files.writeString(credentialsFile(), text);
    return this;
  }

  Surroundings config(String text) throws IOException {
    Files.writeString(configFile(), text);
    return this;
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  DriverContext context() {
    return DriverContext.system()
        .withClock(clock)
        .withNanoClock(() -> 1)
        .withEnvironment(variables::get);
  }

  AwsEnvironment environment(@Nullable String profile) {
    return new AwsEnvironment(context(), profile);
  }

  CallCredentials open(Map<String, ?> options) throws IOException {
    Map<String, Object> all = new HashMap<>(options);
    all.put("bucket", "data");
    OptionValues values = S3Settings.SCHEMA.read(GivenOptions.of(all)).orThrow();
    return CredentialsSettings.read(values, environment(values.find(S3Settings.PROFILE)));
  }

  /** Returns what the usual sources give. */
  AwsCredentials fetch() throws IOException {
    return fetch(Map.of());
  }

  AwsCredentials fetch(Map<String, ?> options) throws IOException {
    AwsCredentials found = open(options).credentials(new FreeCall());
    assertThat(found).isNotNull();
    return java.util.Objects.requireNonNull(found);
  }

  AwsCredentials fetch(String profile) throws IOException {
    return fetch(Map.of("profile", profile));
  }

  /** What STS answers. */
  static Reply role(String key) {
    return Reply.xml(
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleResult>
            <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>
            <Credentials>
              <AccessKeyId>%s</AccessKeyId>
              <SecretAccessKey>role-secret</SecretAccessKey>
              <SessionToken>role&amp;token</SessionToken>
              <Expiration>2026-11-01T13:00:00Z</Expiration>
            </Credentials>
          </AssumeRoleResult>
        </AssumeRoleResponse>
        """
            .formatted(key));
  }

  /** What the services of containers and instances answer. */
  static Reply json(String key) {
    return Reply.xml(
        """
        {"Code": "Success", "LastUpdated": null, "Type": "AWS-HMAC", "Extra": {"a": [1, 2]},
         "AccessKeyId": "%s", "SecretAccessKey": "service-secret", "Token": "service-token",
         "Expiration": "2026-11-01T13:00:00+00:00"}
        """
            .formatted(key));
  }

  @Override
  public void close() {
    server.close();
  }
}
