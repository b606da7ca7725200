package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.spi.Call;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpRequest;
import io.remotestore.transport.HttpRequest.Reuse;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportException;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends requests for credentials. They are rare, so no connection is kept. */
final class CredentialsHttp {
  /**
   * The addresses of services that return credentials without TLS, reachable from one machine only.
   */
  private static final Set<String> LINK_LOCAL =
      Set.of("169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23");

  private static final int MOST = 256 * 1024;

  /** Whether credentials may go over the network without TLS. */
  enum PlainHttp {
    /** Within this machine only. */
    LOCAL,
    /** An option allows it. */
    ANYWHERE
  }

  private final Function<Endpoint, TransportOptions> options;

  CredentialsHttp(Function<Endpoint, TransportOptions> options) {
    this.options = options;
  }

  /** A reply, whole. */
  static final class Reply {
    private final int status;
    private final byte[] body;

    Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** Whether the same request may succeed later. */
    boolean isPassing() {
      return status >= 500 || status == 429 || status == 408;
    }
  }

  /**
   * Sends a request and reads its reply.
   *
   * @throws IOException if there is no reply, or one without end
   */
  Reply send(String method, URI uri, Headers headers, byte @Nullable [] body, Call call)
      throws IOException {
    Endpoint endpoint = Endpoint.of(uri);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    Content content = body == null ? null : Content.of(body);
    HttpRequest request = new HttpRequest(method, endpoint, target, headers, content, Reuse.ANY);
    try (Transport transport = Transport.open(options.apply(endpoint));
        HttpResponse response = transport.send(request, call)) {
      byte[] bytes = response.body().readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new IOException("the reply of " + endpoint + " is longer than any credentials");
      }
      return new Reply(response.status(), bytes);
    }
  }

  /** Sends a request; an error names its sender. */
  Reply send(
      String origin, String method, URI uri, Headers headers, byte @Nullable [] body, Call call)
      throws IOException {
    try {
      return send(method, uri, headers, body, call);
    } catch (TransportException e) {
      throw CredentialsFailures.unavailable(origin + ": " + e.getMessage(), e);
    }
  }

  /**
   * Parses the URL of a service for credentials.
   *
   * @param name the name of its setting, for errors
   * @throws IOException if it is no URL, or would show credentials to the network
   */
  static URI uri(String name, String text, PlainHttp plain) throws IOException {
    URI uri;
    Endpoint endpoint;
    try {
      uri = URI.create(text);
      endpoint = Endpoint.of(uri);
    } catch (IllegalArgumentException e) {
      throw CredentialsFailures.refused(name + " is no URL of the form http(s)://host:port/path");
    }
    boolean local = endpoint.isLoopback() || LINK_LOCAL.contains(endpoint.host());
    if (!endpoint.tls() && !local && plain == PlainHttp.LOCAL) {
      throw CredentialsFailures.refused(
          name
              + " would send credentials over the network without TLS: http is for loopback"
              + " addresses and those of ECS, EKS and EC2");
    }
    return uri;
  }
}
