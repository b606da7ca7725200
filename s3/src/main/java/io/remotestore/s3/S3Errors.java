package io.remotestore.s3;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Redirect;
import io.remotestore.transport.RetryAfter;
import io.remotestore.transport.UnmarkedReply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Classifies error replies: by status and code, never by their text. */
final class S3Errors {
  private static final int MOST = 64 * 1024;
  static final String REQUEST_ID = "x-amz-request-id";

  private S3Errors() {}

  /** The fields of an error document; without a code it is none. */
  record Document(@Nullable String code, @Nullable String message, @Nullable String region) {
    static final Document NONE = new Document(null, null, null);
  }

  /** Reads the body of a reply as an error document; empty where it is none. */
  static Document read(HttpResponse response) throws IOException {
    return parse(response.body().readNBytes(MOST));
  }

  static Document parse(byte[] body) {
    String code = null;
    String message = null;
    String region = null;
    String endpoint = null;
    boolean error = false;
    try {
      XmlScanner xml = new XmlScanner(body);
      while (xml.next()) {
        if (xml.isStart()) {
          error |= xml.name().equals("Error");
          continue;
        }
        switch (xml.name()) {
          case "Code" -> code = code == null ? xml.text() : code;
          case "Message" -> message = message == null ? xml.text() : message;
          case "Region" -> region = xml.text();
          case "Endpoint" -> endpoint = xml.text();
          default -> {}
        }
      }
    } catch (IOException e) {
      return Document.NONE; // an HTML page or no body: only the status counts
    }
    if (!error || code == null || code.isEmpty()) {
      return Document.NONE; // a document of another service
    }
    if (region == null && endpoint != null) {
      region = AwsHost.region(endpoint);
    }
    return new Document(code, message, region);
  }

  static S3Exception of(String method, HttpResponse response, Document document, Instant now) {
    String code = document.code();
    boolean deletion = "true".equals(response.header("x-amz-delete-marker"));
    int status = deletion ? 404 : response.status(); // the version of a deletion gets a 405
    Failure failure = deletion ? byStatus(404) : failure(status, code == null ? "" : code);
    if (code == null) {
      failure =
          UnmarkedReply.failure(
              method,
              status,
              failure.withDetail("the server answered " + response.status()),
              "an error document");
    }
    if (code != null) {
      failure = failure.withNativeCode(code);
    }
    String id = response.header(REQUEST_ID);
    if (id != null) {
      failure = failure.withRequestId(id);
    }
    Duration wait = RetryAfter.parse(response.header("Retry-After"), now);
    if (wait != null) {
      failure = failure.withRetryAfter(wait);
    }
    String message = document.message();
    if (code != null && message != null) {
      failure = failure.withDetail(message);
    }
    String elsewhere = Redirect.target(response);
    if (elsewhere != null) {
      String said = failure.detail() == null ? "the server redirects" : failure.detail();
      failure = failure.withDetail(said + "; it points to " + elsewhere);
    }
    String text = response.status() + " " + (code == null ? "" : code);
    String told = response.header("x-amz-bucket-region");
    String region = told != null ? told : document.region();
    return new S3Exception(status, code, region, text.strip(), failure);
  }

  static Failure failure(int status, String code) {
    Failure named = named(code);
    return named == null ? byStatus(status) : named;
  }

  /**
   * Returns whether a success is not from an S3 server, such as the login page of a network or a
   * web server. Some servers with S3's protocol send no ids or no content type, but their documents
   * are XML.
   */
  static boolean isStranger(HttpResponse response) {
    if (isMarked(response)) {
      return false; // nearly all replies end here
    }
    String type = response.header("Content-Type");
    boolean empty = response.status() == 204 || response.length() == 0;
    boolean document = type == null || type.toLowerCase(Locale.ROOT).contains("xml");
    return !empty && !document;
  }

  /** Returns whether a reply has the headers of a file, or those of each reply of S3. */
  static boolean isMarked(HttpResponse response) {
    return response.header("ETag") != null || response.header(REQUEST_ID) != null;
  }

  /**
   * Returns the meaning of a success from another service: an error for a read, an unknown effect
   * for a change.
   */
  static S3Exception stranger(String method, HttpResponse response) {
    String detail =
        "the reply has neither an ETag nor a request id: the endpoint is probably not S3";
    Failure failure =
        UnmarkedReply.failure(
            method,
            response.status(),
            Failure.rejected(Kind.OTHER).withDetail(detail),
            "an ETag or a request id: the endpoint is probably not S3");
    return new S3Exception(response.status(), null, null, detail, failure);
  }

  /**
   * Returns the meaning of a reply without a request id, from a server whose other replies have
   * one.
   */
  static S3Exception unidentified(HttpResponse response) {
    String detail =
        "the server answered " + response.status() + " without the request id that it always sends";
    return new S3Exception(response.status(), null, null, detail, UnmarkedReply.unproven(detail));
  }

  /** Returns the failure of an incomplete reply: a change may have been made. */
  static DriverException unproven(String detail, @Nullable IOException cause) {
    return new DriverException(UnmarkedReply.unproven(detail), cause);
  }

  /** Returns whether the server itself refused, rather than a proxy before it. */
  static boolean isProven(S3Exception refusal) {
    return refusal.failure().effect() == Failure.Effect.REJECTED;
  }

  /** Classifies an error behind a status of success: only the code counts. */
  static S3Exception late(@Nullable String requestId, Document document) {
    String code = document.code() == null ? "" : document.code();
    Failure failure = lateFailure(code, document.message());
    return new S3Exception(
        usualStatus(code),
        document.code(),
        null,
        code,
        requestId == null ? failure : failure.withRequestId(requestId));
  }

  /** As {@link #late}, for one of many keys. */
  static Failure lateFailure(String code, @Nullable String message) {
    Failure failure = failure(usualStatus(code), code).withDetail(message);
    return code.isEmpty() ? failure : failure.withNativeCode(code);
  }

  /**
   * The status of an error code if it comes in time; unknown codes count as errors of the request.
   */
  private static int usualStatus(String code) {
    return switch (code) {
      case "NoSuchKey", "NoSuchBucket", "NoSuchUpload", "NoSuchVersion" -> 404;
      case "AccessDenied",
          "AccountProblem",
          "AllAccessDisabled",
          "InvalidAccessKeyId",
          "InvalidObjectState",
          "InvalidPayer",
          "InvalidSecurity",
          "NotSignedUp",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch" ->
          403;
      case "PreconditionFailed" -> 412;
      case "InvalidRange" -> 416;
      case "InternalError", "" -> 500;
      case "ServiceUnavailable", "SlowDown", "SlowDownRead", "SlowDownWrite" -> 503;
      default -> 400;
    };
  }

  private static @Nullable Failure named(String code) {
    return switch (code) {
      case "NoSuchBucket" -> Failure.rejected(Kind.NOT_FOUND).ofContainer();
      case "NoSuchKey", "NoSuchUpload", "NoSuchVersion" -> Failure.rejected(Kind.NOT_FOUND);
      case "SlowDown",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequests" ->
          Failure.rejected(Kind.THROTTLED);
      case "RequestTimeout", "ConditionalRequestConflict", "OperationAborted" ->
          Failure.rejected(Kind.UNAVAILABLE);
      // The digest that the caller expects is compared here: these bytes changed on their way.
      case "BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch" ->
          Failure.rejected(Kind.UNAVAILABLE);
      case "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "AuthorizationHeaderMalformed" ->
          Failure.rejected(Kind.PERMISSION_DENIED);
      case "NotImplemented" -> Failure.rejected(Kind.UNSUPPORTED);
      case "KeyTooLongError", "XMinioInvalidObjectName" -> Failure.rejected(Kind.INVALID_PATH);
      case "QuotaExceeded", "XMinioStorageFull" -> Failure.rejected(Kind.STORAGE_FULL);
      default -> null;
    };
  }

  private static Failure byStatus(int status) {
    return switch (status) {
      case 304 -> Failure.rejected(Kind.NOT_MODIFIED);
      case 401, 403 -> Failure.rejected(Kind.PERMISSION_DENIED);
      case 404 -> Failure.rejected(Kind.NOT_FOUND);
      case 408 -> Failure.rejected(Kind.UNAVAILABLE);
      case 409 -> Failure.rejected(Kind.UNAVAILABLE);
      case 412 -> Failure.rejected(Kind.PRECONDITION_FAILED);
      case 416 -> Failure.rejected(Kind.RANGE);
      case 429, 503 -> Failure.rejected(Kind.THROTTLED);
      case 501 -> Failure.rejected(Kind.UNSUPPORTED);
      case 507 -> Failure.rejected(Kind.STORAGE_FULL);
      default -> status >= 500 ? Failure.unknown(Kind.UNAVAILABLE) : Failure.rejected(Kind.OTHER);
    };
  }
}
