package io.remotestore.http;

import io.remotestore.http.WebClient.Reply;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classifies error replies: by their status, never by their text. */
final class HttpErrors {

  private static final List<String> REQUEST_IDS =
      List.of(
          "x-request-id",
          "x-amz-request-id",
          "x-ms-request-id",
          "x-correlation-id",
          "x-amz-cf-id",
          "cf-ray");

  private HttpErrors() {}

  static DriverException of(Reply reply, HttpOptions options, Instant now) {
    Duration wait = RetryAfter.parse(reply.response().header("Retry-After"), now);
    Kind kind = reply.status() == 503 && wait != null ? Kind.THROTTLED : kind(reply.status());
    Failure failure =
        Failure.rejected(kind)
            .withNativeCode(Integer.toString(reply.status()))
            .withDetail(detail(reply, options));
    String id = requestId(reply.response());
    if (id != null) {
      failure = failure.withRequestId(id);
    }
    if (wait != null && kind.passing()) {
      failure = failure.withRetryAfter(wait);
    }
    return new DriverException(failure);
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 304 -> Kind.NOT_MODIFIED;
      case 401, 403, 407 -> Kind.PERMISSION_DENIED;
      case 404, 410 -> Kind.NOT_FOUND;
      case 412 -> Kind.PRECONDITION_FAILED;
      case 416 -> Kind.RANGE;
      case 408 -> Kind.UNAVAILABLE;
      case 429 -> Kind.THROTTLED;
      case 501, 505 -> Kind.UNSUPPORTED;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.OTHER;
    };
  }

  private static String detail(Reply reply, HttpOptions options) {
    boolean elsewhere = !reply.from().equals(options.base().endpoint());
    String who = elsewhere ? reply.from() + ", where the server redirects," : "the server";
    String said = who + " answered " + reply.status();
    boolean denied = kind(reply.status()) == Kind.PERMISSION_DENIED;
    return denied && !reply.trusted() && !options.headers().isEmpty()
        ? said + "; the configured headers are not sent to another host"
        : said;
  }

  /** Returns the id of a request, from any of the fields that servers and proxies use for it. */
  static @Nullable String requestId(HttpResponse response) {
    for (String name : REQUEST_IDS) {
      String id = response.header(name);
      if (id != null && !id.isEmpty()) {
        return id;
      }
    }
    return null;
  }
}
