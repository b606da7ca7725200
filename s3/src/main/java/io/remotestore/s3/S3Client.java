package io.remotestore.s3;

import io.remotestore.s3.S3Options.Payer;
import io.remotestore.spi.Call;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpRequest;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs requests, sends them, and turns replies that say no into exceptions. */
final class S3Client implements Closeable {
  /** Beyond that, servers refuse a signature: S3 allows a quarter of an hour. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** What servers say of credentials that ended: others may do. */
  private static final Set<String> ENDED = Set.of("ExpiredToken", "TokenRefreshRequired");

  private final S3Options options;
  private final CallCredentials credentials;
  private final Transport transport;
  private final Clock clock;
  private final Signer signer = new Signer("s3");

  /** What the server's clock is ahead of ours, as far as it mattered. */
  private volatile Duration ahead = Duration.ZERO;

  /** Where requests go; another one once the server says that the bucket is elsewhere. */
  private volatile Route route;

  private record Route(Endpoint host, String authority, String region) {
    static Route to(S3Options options, String region) {
      Endpoint host = options.hostIn(region);
      return new Route(host, host.authority(), region);
    }
  }

  S3Client(S3Options options, CredentialsProvider credentials, Transport transport, Clock clock) {
    this.options = options;
    this.credentials = CallCredentials.of(credentials);
    this.transport = transport;
    this.clock = clock;
    this.route = Route.to(options, options.region());
  }

  S3Options options() {
    return options;
  }

  Instant now() {
    return clock.instant().plus(ahead);
  }

  /**
   * Sends a request; a reply other than 2xx is an {@link S3Exception}. Region, clock and
   * credentials are corrected once, where the server says that they are wrong.
   */
  HttpResponse send(S3Request request, Call call) throws IOException {
    AwsCredentials with = credentials.credentials(call);
    HttpResponse response = sendOnce(request, with, call);
    S3Exception refusal = refusal(response);
    if (refusal != null && corrects(request, response, refusal, with)) {
      response = sendOnce(request, credentials.credentials(call), call);
      refusal = refusal(response);
    }
    if (refusal != null) {
      throw refusal;
    }
    return response;
  }

  private HttpResponse sendOnce(S3Request request, @Nullable AwsCredentials with, Call call)
      throws IOException {
    HttpResponse response = transport.send(signed(request, with), call);
    call.answered(() -> response.header("x-amz-request-id"));
    return response;
  }

  /** Reads and closes a reply that says no; null for one that does not. */
  private @Nullable S3Exception refusal(HttpResponse response) throws IOException {
    if (response.status() >= 200 && response.status() < 300) {
      return null;
    }
    try (response) {
      return S3Errors.of(response, S3Errors.read(response), clock.instant());
    }
  }

  /** Sends a request and leaves its reply's body aside. */
  HttpResponse sendAndDrop(S3Request request, Call call) throws IOException {
    try (HttpResponse response = send(request, call)) {
      return response;
    }
  }

  private HttpRequest signed(S3Request request, @Nullable AwsCredentials with) {
    Route to = route;
    String path = options.path(request.key());
    Headers headers = request.headers();
    if (options.payer() == Payer.REQUESTER) {
      headers.add("x-amz-request-payer", "requester");
    }
    String query = Signer.canonicalQuery(request.query());
    if (with != null) {
      signer.sign(
          request.method(),
          to.authority(),
          path,
          query,
          headers,
          request.payload(),
          with,
          to.region(),
          now());
    }
    return new HttpRequest(
        request.method(),
        to.host(),
        query.isEmpty() ? path : path + "?" + query,
        headers,
        request.body(),
        request.reuse());
  }

  /** Returns the URL of a request that is signed by it alone. */
  String presigned(S3Request request, Duration validFor, Call call) throws IOException {
    AwsCredentials with = credentials.credentials(call);
    if (with == null) {
      throw new IOException("there is nothing to sign with");
    }
    Route to = route;
    String path = options.path(request.key());
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach(headers::put);
    return to.host()
        + path
        + "?"
        + signer.presign(
            request.method(),
            to.authority(),
            path,
            request.query(),
            headers,
            with,
            to.region(),
            now(),
            validFor.toSeconds());
  }

  /** Learns from a reply that said no; true where the same request can succeed now. */
  private boolean corrects(
      S3Request request,
      HttpResponse response,
      S3Exception refusal,
      @Nullable AwsCredentials with) {
    boolean replayable = request.body() == null || request.body().replayable();
    if (with != null && refusal.code() != null && ENDED.contains(refusal.code())) {
      return credentials.invalidate(with) && replayable;
    }
    if (!replayable) {
      return false;
    }
    String wanted = refusal.region();
    if (wanted != null && !wanted.equals(route.region()) && refusal.status() < 500) {
      route = Route.to(options, wanted);
      return true;
    }
    return "RequestTimeTooSkewed".equals(refusal.code()) && correctsClock(response.header("Date"));
  }

  private boolean correctsClock(@Nullable String date) {
    Instant theirs = HttpDate.parse(date);
    if (theirs == null) {
      return false;
    }
    Duration difference = Duration.between(clock.instant(), theirs);
    boolean news = difference.minus(ahead).abs().compareTo(SKEW) > 0;
    ahead = difference;
    return news;
  }

  @Override
  public void close() {
    credentials.close();
    transport.close();
  }
}
