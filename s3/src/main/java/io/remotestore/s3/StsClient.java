package io.remotestore.s3;

import io.remotestore.s3.CredentialsHttp.PlainHttp;
import io.remotestore.s3.CredentialsHttp.Reply;
import io.remotestore.spi.Call;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests the credentials of a role from the Security Token Service. */
final class StsClient {
  private static final int MOST_OF_MESSAGE = 300;

  private final AwsEnvironment environment;
  private final @Nullable String region;
  private final CredentialsHttp http;
  private final PlainHttp plain;
  private final Signer signer = new Signer("sts");

  /**
   * @param region the region if the environment names none
   */
  StsClient(
      AwsEnvironment environment, @Nullable String region, CredentialsHttp http, PlainHttp plain) {
    this.environment = environment;
    this.region = region;
    this.http = http;
    this.plain = plain;
  }

  /**
   * A role to assume.
   *
   * @param origin the place of its setting, for errors
   * @param sessionName its name in logs of its use; null for a name made of the time
   * @param seconds how long its credentials live; null for an hour
   */
  record Role(
      String origin,
      String arn,
      @Nullable String sessionName,
      @Nullable String externalId,
      @Nullable String seconds) {}

  /** Assumes a role with credentials that may do so. */
  AwsCredentials assume(Role role, AwsCredentials by, Call call) throws IOException {
    return send("AssumeRole", role, Map.of(), by, call);
  }

  /** Assumes a role with the identity of a token; the request is not signed. */
  AwsCredentials assume(Role role, String token, Call call) throws IOException {
    return send("AssumeRoleWithWebIdentity", role, Map.of("WebIdentityToken", token), null, call);
  }

  private AwsCredentials send(
      String action, Role role, Map<String, String> more, @Nullable AwsCredentials by, Call call)
      throws IOException {
    Map<String, String> form = new TreeMap<>(more);
    form.put("Action", action);
    form.put("Version", "2011-06-15");
    form.put("RoleArn", role.arn());
    form.put(
        "RoleSessionName",
        role.sessionName() == null
            ? "remote-store-" + environment.clock().millis()
            : role.sessionName());
    putPresent(form, "ExternalId", role.externalId());
    putPresent(form, "DurationSeconds", role.seconds());
    byte[] body = Signer.canonicalQuery(form).getBytes(StandardCharsets.UTF_8);
    String where = environment.region() == null ? region : environment.region();
    URI uri = endpoint(where);
    Headers headers =
        Headers.create().add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    if (by != null) {
      signer.sign(
          "POST",
          Endpoint.of(uri).authority(),
          path(uri),
          "",
          headers,
          sha256(body),
          by,
          where == null ? "us-east-1" : where,
          environment.clock().instant());
    }
    String origin = role.origin() + ": " + action + " at " + Endpoint.of(uri);
    return read(origin, http.send(origin, "POST", uri, headers, body, call), more.values());
  }

  private static void putPresent(Map<String, String> form, String name, @Nullable String value) {
    if (value != null) {
      form.put(name, value);
    }
  }

  private URI endpoint(@Nullable String where) throws IOException {
    String given = environment.endpointUrl("sts");
    if (given != null) {
      return CredentialsHttp.uri("the endpoint of STS", given, plain);
    }
    if (where == null) {
      return URI.create("https://sts.amazonaws.com/");
    }
    if (!where.matches("[A-Za-z0-9-]+")) {
      throw CredentialsFailures.refused("'" + where + "' is no region to ask STS of");
    }
    return URI.create("https://" + AwsPartition.sts(where, environment.variants()) + "/");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  // ---------------------------------------------------------------- the reply

  private static AwsCredentials read(String origin, Reply reply, Iterable<String> secrets)
      throws IOException {
    if (!reply.isSuccess()) {
      throw failure(origin, reply, secrets);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    XmlScanner xml = new XmlScanner(reply.body());
    while (xml.next()) {
      if (!xml.isStart()) {
        switch (xml.name()) {
          case "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration" ->
              fields.putIfAbsent(xml.name(), Blanks.strip(xml.text()));
          default -> {}
        }
      }
    }
    return new CredentialsDocument(origin, fields).credentials("SessionToken");
  }

  private static IOException failure(String origin, Reply reply, Iterable<String> secrets) {
    S3Errors.Document document = S3Errors.parse(reply.body());
    String code = document.code() == null ? "" : " " + document.code();
    String message = document.message() == null ? "" : document.message();
    for (String secret : secrets) {
      message = message.replace(secret, "***");
    }
    String brief =
        message.length() > MOST_OF_MESSAGE
            ? message.substring(0, MOST_OF_MESSAGE) + "..."
            : message;
    String text =
        origin + " answered " + reply.status() + code + (brief.isEmpty() ? "" : ": " + brief);
    boolean passing =
        reply.isPassing()
            || code.contains("Throttl")
            || code.endsWith("IDPCommunicationError")
            || code.endsWith("IDPCommunicationErrorException");
    return passing
        ? CredentialsFailures.unavailable(text, null)
        : CredentialsFailures.refused(text);
  }
}
