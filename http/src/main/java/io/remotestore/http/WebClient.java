package io.remotestore.http;

import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpRequest;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sends requests and follows redirects.
 *
 * <p>The configured headers are for one host: from the first redirect to another host on, a request
 * carries none of them. No redirect is remembered for the next call, so that the redirect of one
 * file never affects another.
 */
final class WebClient implements Closeable {
  private final HttpOptions options;
  private final Transport transport;
  private final Clock clock;

  WebClient(HttpOptions options, Transport transport, Clock clock) {
    this.options = options;
    this.transport = transport;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  HttpOptions options() {
    return options;
  }

  /**
   * Sends a request and returns the first reply that is no redirect, whatever its status.
   *
   * @param fields the request's own fields, added to the configured headers
   */
  Reply send(String method, WebUrl url, Map<String, String> fields, Call call) throws IOException {
    WebUrl at = url;
    boolean trusted = true;
    Set<WebUrl> seen = new HashSet<>();
    while (true) {
      HttpResponse response = transport.send(request(method, at, fields, trusted), call);
      call.answered(() -> HttpErrors.requestId(response));
      String location = response.header("Location");
      if (!isRedirect(response.status()) || location == null) {
        return new Reply(response, at.endpoint(), trusted);
      }
      response.close();
      seen.add(at);
      WebUrl next = next(at, location, response);
      check(at, next, seen, response);
      trusted &= isSameHost(at.endpoint(), next.endpoint());
      at = next;
    }
  }

  private HttpRequest request(
      String method, WebUrl url, Map<String, String> fields, boolean trusted) {
    Headers headers = Headers.create();
    fields.forEach(headers::add);
    headers.add("Accept-Encoding", "identity");
    if (trusted) {
      options.headers().forEach(headers::add);
    }
    for (Map.Entry<String, String> usual : USUAL.entrySet()) {
      if (headers.first(usual.getKey()) == null) {
        headers.add(usual.getKey(), usual.getValue());
      }
    }
    return new HttpRequest(
        method, url.endpoint(), url.target(), headers, null, HttpRequest.Reuse.ANY);
  }

  /** Some servers refuse requests without these fields. */
  private static final Map<String, String> USUAL =
      Map.of("Accept", "*/*", "User-Agent", "remote-store-java");

  // ---------------------------------------------------------------- redirects

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static WebUrl next(WebUrl from, String location, HttpResponse response)
      throws DriverException {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(response, "the server redirects to a target that is " + e.getMessage());
    }
  }

  private void check(WebUrl from, WebUrl to, Set<WebUrl> seen, HttpResponse response)
      throws DriverException {
    if (from.endpoint().tls() && !to.endpoint().tls()) {
      throw refused(
          response,
          "the server redirects from https to " + to.endpoint() + ", which is not encrypted");
    }
    if (seen.contains(to)) {
      throw refused(response, "the server redirects in a circle");
    }
    if (seen.size() > options.maxRedirects()) {
      throw refused(
          response,
          "the server redirects more often than max_redirects allows: " + options.maxRedirects());
    }
  }

  private static DriverException refused(HttpResponse response, String why) {
    return new DriverException(
        Failure.rejected(Kind.OTHER)
            .withNativeCode(Integer.toString(response.status()))
            .withDetail(why));
  }

  /** The encrypted side of one host is the same host. */
  private static boolean isSameHost(Endpoint from, Endpoint to) {
    boolean upgrade = !from.tls() && from.port() == 80 && to.tls() && to.port() == 443;
    return from.equals(to) || (upgrade && from.host().equals(to.host()));
  }

  // ---------------------------------------------------------------- replies

  /**
   * A reply that is no redirect.
   *
   * @param response the reply itself
   * @param from the endpoint that sent it
   * @param trusted whether the request carried the configured headers
   */
  record Reply(HttpResponse response, Endpoint from, boolean trusted) implements Closeable {

    int status() {
      return response.status();
    }

    /** Returns whether the body is the file, whole or in part. */
    boolean isFile() {
      return status() == 200 || status() == 203 || status() == 206;
    }

    boolean isMissing() {
      return status() == 404 || status() == 410;
    }

    @Override
    public void close() {
      response.close();
    }
  }

  /** Classifies a reply without a file. */
  DriverException refusal(Reply reply) {
    return HttpErrors.of(reply, options, now());
  }

  @Override
  public void close() {
    transport.close();
  }
}
