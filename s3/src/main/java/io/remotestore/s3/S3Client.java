package io.remotestore.s3;

import io.remotestore.PresignedRequest;
import io.remotestore.s3.S3Options.Payer;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Headers;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpRequest;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs requests, sends them, and turns error replies into exceptions. */
final class S3Client implements Closeable {
  /** The largest clock offset without correction: S3 refuses signatures beyond 15 minutes. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** The limits of S3 for the lifetime of a signed URL. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final String PAYER = "x-amz-request-payer";

  /** The error codes of expired credentials: new ones may succeed. */
  private static final Set<String> ENDED = Set.of("ExpiredToken", "TokenRefreshRequired");

  private final S3Options options;
  private final CallCredentials credentials;
  private final Transport transport;
  private final Clock clock;
  private final OptionalRequests optional;
  private final Signer signer = new Signer("s3");

  /** How far the server's clock is ahead of ours, if it mattered. */
  private volatile Duration ahead = Duration.ZERO;

  /**
   * Whether the server sends an id with its replies. Then a reply without one is from a proxy or
   * the like.
   */
  private volatile boolean identified;

  /** The endpoint of requests. It changes if the server says that the bucket is elsewhere. */
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
    this.optional = new OptionalRequests(clock);
    this.route = new Route(options.host(), options.host().authority(), options.region());
  }

  Instant now() {
    return clock.instant();
  }

  S3Options options() {
    return options;
  }

  /** What the server was found to refuse. */
  OptionalRequests optional() {
    return optional;
  }

  /**
   * Sends a request; a reply other than 2xx is an {@link S3Exception}. Wrong region, clock and
   * credentials are corrected once, if the server reports them.
   */
  HttpResponse send(S3Request request, Call call) throws IOException {
    Sent sent = sendOnce(request, call);
    S3Exception refusal = refusal(request, sent.response());
    if (refusal == null) {
      return sent.response();
    }
    boolean learnt = learns(request, sent, refusal, call);
    if (!learnt && hidesTheReason(request, sent, refusal)) {
      S3Request get = request.asGetOfOneByte();
      Sent asked = sendOnce(get, call);
      try (HttpResponse answer = asked.response()) {
        S3Exception reason = refusal(get, answer);
        learnt = reason != null && learns(get, asked, reason, call);
        refusal = reason != null && reason.status() == refusal.status() ? reason : refusal;
      }
    }
    if (!learnt || !request.isReplayable()) {
      throw refusal;
    }
    call.repeating(refusal);
    sent = sendOnce(request, call);
    refusal = refusal(request, sent.response());
    if (refusal != null) {
      throw refusal;
    }
    return sent.response();
  }

  /** A reply, and the settings of its request: other threads may have changed them since. */
  private record Sent(
      HttpResponse response, @Nullable AwsCredentials with, Route route, Duration ahead) {}

  private Sent sendOnce(S3Request request, Call call) throws IOException {
    AwsCredentials with = credentials.credentials(call);
    Route to = route;
    Duration difference = ahead;
    HttpResponse response = transport.send(signed(request, with, to, difference), call);
    call.answered(() -> response.header("x-amz-request-id"));
    return new Sent(response, with, to, difference);
  }

  /** Reads and closes an error reply, or one that is not of S3; returns null for any other. */
  private @Nullable S3Exception refusal(S3Request request, HttpResponse response)
      throws IOException {
    boolean yes = response.status() >= 200 && response.status() < 300;
    boolean unidentified = !isIdentified(response, yes);
    if (yes && !unidentified && !S3Errors.isStranger(response)) {
      return null;
    }
    try (response) {
      if (yes) {
        return unidentified
            ? S3Errors.unidentified(response)
            : S3Errors.stranger(request.method(), response);
      }
      S3Exception refusal =
          S3Errors.of(request.method(), response, S3Errors.read(response), clock.instant());
      // A 404 is an answer, too.
      return unidentified && response.status() == 404 && refusal.code() == null
          ? S3Errors.unidentified(response)
          : refusal;
    }
  }

  /** Returns false for a reply without an id, if an earlier success had one. */
  private boolean isIdentified(HttpResponse response, boolean yes) {
    if (response.header(S3Errors.REQUEST_ID) == null) {
      return !identified;
    }
    if (yes && !identified) {
      identified = true;
    }
    return true;
  }

  /** Sends a request and ignores the body of its reply. */
  HttpResponse sendAndDrop(S3Request request, Call call) throws IOException {
    try (HttpResponse response = send(request, call)) {
      return response;
    }
  }

  private HttpRequest signed(
      S3Request request, @Nullable AwsCredentials with, Route to, Duration difference) {
    String path = options.path(request.key());
    Headers headers = request.headers();
    if (options.payer() == Payer.REQUESTER) {
      headers.add(PAYER, "requester");
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
          clock.instant().plus(difference));
    } else if (request.isTrailed()) {
      headers.add("x-amz-content-sha256", request.payload()); // the framing of the body
    }
    return new HttpRequest(
        request.method(),
        to.host(),
        query.isEmpty() ? path : path + "?" + query,
        headers,
        request.body(),
        request.reuse());
  }

  /**
   * Returns a request that is signed by its URL alone, with the headers that it must carry. It
   * expires with the credentials, if they expire first.
   */
  PresignedRequest presigned(S3Request request, Duration validFor, Call call) throws IOException {
    if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw refused("a signed URL is valid for a second at least, and for seven days at most");
    }
    AwsCredentials with = credentials.credentials(call);
    if (with == null) {
      throw refused("this store is anonymous: there are no credentials to sign a URL with");
    }
    if (options.payer() == Payer.REQUESTER) {
      request.query(PAYER, "requester");
    }
    Route to = route;
    Instant now = clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    long seconds = validFor.toSeconds();
    String path = options.path(request.key());
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach(headers::put);
    String query =
        signer.presign(
            request.method(),
            to.authority(),
            path,
            request.query(),
            headers,
            with,
            to.region(),
            now,
            seconds);
    Instant end = now.plusSeconds(seconds);
    Instant credentialsEnd = with.expiresAt();
    return PresignedRequest.of(
        request.method(),
        URI.create(to.host() + path + "?" + query),
        headers,
        credentialsEnd != null && credentialsEnd.isBefore(end) ? credentialsEnd : end);
  }

  private static DriverException refused(String why) {
    return new DriverException(Failure.notSent(Kind.UNSUPPORTED).withDetail(why));
  }

  // ---------------------------------------------------------------- corrections

  /** Corrects settings by an error reply; returns true if another request can succeed now. */
  private boolean learns(S3Request request, Sent sent, S3Exception refusal, Call call) {
    if (sent.with() != null && refusal.code() != null && ENDED.contains(refusal.code())) {
      return credentials.invalidate(sent.with(), call);
    }
    if (learnsRegion(sent, refusal)) {
      return true;
    }
    boolean maybeClock =
        "RequestTimeTooSkewed".equals(refusal.code())
            || (hidesCode(request, refusal)
                && (refusal.status() == 400 || refusal.status() == 403));
    return maybeClock && sent.with() != null && learnsClock(sent);
  }

  private boolean learnsRegion(Sent sent, S3Exception refusal) {
    String wanted = refusal.region();
    if (wanted == null || !AwsHost.isRegion(wanted) || refusal.status() >= 500) {
      return false;
    }
    boolean redirected = refusal.status() / 100 == 3; // the host is wrong, whatever was signed
    if (wanted.equals(sent.route().region()) && !redirected) {
      return false;
    }
    Route there = Route.to(options, wanted);
    if (there.equals(sent.route())) {
      return false;
    }
    route = there;
    return true;
  }

  private boolean learnsClock(Sent sent) {
    Instant theirs = HttpDate.parse(sent.response().header("Date"), clock.instant());
    if (theirs == null) {
      return false;
    }
    Duration difference = Duration.between(clock.instant(), theirs);
    if (difference.minus(sent.ahead()).abs().compareTo(SKEW) <= 0) {
      return false;
    }
    ahead = difference;
    return true;
  }

  /** The reply to a GET reports an expired token; the reply to a HEAD does not. */
  private static boolean hidesTheReason(S3Request request, Sent sent, S3Exception refusal) {
    return refusal.status() == 400
        && hidesCode(request, refusal)
        && sent.with() != null
        && sent.with().sessionToken() != null;
  }

  /** The error code is in the body, and the reply to a HEAD has none. */
  private static boolean hidesCode(S3Request request, S3Exception refusal) {
    return request.method().equals("HEAD") && refusal.code() == null;
  }

  @Override
  public void close() {
    credentials.close();
    transport.close();
  }
}
