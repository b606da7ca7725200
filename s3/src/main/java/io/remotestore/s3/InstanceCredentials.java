package io.remotestore.s3;

import io.remotestore.s3.CredentialsHttp.PlainHttp;
import io.remotestore.s3.CredentialsHttp.Reply;
import io.remotestore.spi.Call;
import io.remotestore.transport.Headers;
import io.remotestore.transport.TransportException;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the role of an EC2 instance, from its metadata service in version 2. Version 1
 * is not supported: an attacker can trick a server into sending its requests.
 */
final class InstanceCredentials implements CredentialsSource {
  private static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
  private static final String ORIGIN = "the instance metadata";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN = "x-aws-ec2-metadata-token";

  private final AwsEnvironment environment;
  private final CredentialsHttp http;
  private final PlainHttp plain;

  InstanceCredentials(AwsEnvironment environment, CredentialsHttp http, PlainHttp plain) {
    this.environment = environment;
    this.http = http;
    this.plain = plain;
  }

  @Override
  public AwsCredentials fetch(Call call) throws IOException {
    if (environment.isTrue("AWS_EC2_METADATA_DISABLED")) {
      throw new NoCredentialsException("AWS_EC2_METADATA_DISABLED is true");
    }
    String base = endpoint();
    String token = token(base, call);
    Reply roles = get(base + ROLES, token, call);
    if (roles.status() == 404) {
      throw new NoCredentialsException("the instance has no role");
    }
    String role = text(roles).lines().findFirst().orElse("").strip();
    if (role.isEmpty()) {
      throw new NoCredentialsException("the instance has no role");
    }
    Reply reply = get(base + ROLES + UriText.query(role), token, call);
    CredentialsDocument document =
        CredentialsDocument.ofJson(ORIGIN, text(reply).getBytes(StandardCharsets.UTF_8));
    String code = document.field("Code");
    if (code != null && !code.equals("Success")) {
      throw CredentialsFailures.unavailable(ORIGIN + " said " + brief(code), null);
    }
    return document.credentials("Token");
  }

  private String endpoint() throws IOException {
    String given = environment.variable(ENDPOINT);
    if (given == null) {
      boolean six = "IPv6".equalsIgnoreCase(environment.variable(ENDPOINT + "_MODE"));
      return six ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    }
    String url = CredentialsHttp.uri(ENDPOINT, given, plain).toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private String token(String base, Call call) throws IOException {
    Headers headers = Headers.create().add(TTL, "21600");
    Reply reply;
    try {
      reply = sendTwice("PUT", base + "/latest/api/token", headers, new byte[0], call);
    } catch (TransportException e) {
      throw new NoCredentialsException(base + " does not answer", e);
    }
    if (reply.isPassing()) {
      throw CredentialsFailures.unavailable(ORIGIN + " answered " + reply.status(), null);
    }
    if (!reply.isSuccess()) {
      throw new NoCredentialsException(
          base + " gives no token of version 2: it answered " + reply.status());
    }
    String token = Blanks.strip(text(reply));
    try {
      Headers unused = Headers.create().add(TOKEN, token);
    } catch (IllegalArgumentException e) {
      throw CredentialsFailures.refused(ORIGIN + " gave a token that is no header's value");
    }
    return token;
  }

  private Reply get(String url, String token, Call call) throws IOException {
    Headers headers = Headers.create().add(TOKEN, token);
    try {
      return sendTwice("GET", url, headers, null, call);
    } catch (TransportException e) {
      throw CredentialsFailures.unavailable(ORIGIN + ": " + e.getMessage(), e);
    }
  }

  /**
   * Sends a request, and once more if the reply is transient or missing: the service drops some
   * requests. A refused connection is not tried again.
   */
  private Reply sendTwice(
      String method, String url, Headers headers, byte @Nullable [] body, Call call)
      throws IOException {
    URI uri = URI.create(url);
    try {
      Reply reply = http.send(method, uri, headers, body, call);
      if (!reply.isPassing()) {
        return reply;
      }
    } catch (TransportException e) {
      call.check();
      if (e.reached() == Reached.NOT_SENT) {
        throw e;
      }
    }
    return http.send(method, uri, headers, body, call);
  }

  private static String text(Reply reply) throws IOException {
    if (reply.isSuccess()) {
      return new String(reply.body(), StandardCharsets.UTF_8);
    }
    String text = ORIGIN + " answered " + reply.status();
    throw reply.isPassing()
        ? CredentialsFailures.unavailable(text, null)
        : CredentialsFailures.refused(text);
  }

  private static String brief(String code) {
    return code.length() > 80 ? code.substring(0, 80) : code;
  }
}
