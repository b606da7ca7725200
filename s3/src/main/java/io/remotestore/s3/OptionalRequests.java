package io.remotestore.s3;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What S3 answers and other servers may not, and what this server refused.
 *
 * <p>Each of these has a way without it, which costs more requests. A refusal is found once and
 * remembered for a quarter of an hour, since servers learn. Only a document of the server is a
 * refusal: a status alone can be of something on the way.
 */
final class OptionalRequests {
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  /** One of them, and the way without it. */
  enum Feature {
    /** {@code POST ?delete}; without it each key is deleted by itself. */
    DELETE_MANY,
    /** A checksum in front of the bytes; without it they go without. */
    CHECKSUM,
    /** {@code x-amz-copy-source}; without it the bytes go through this process. */
    COPY,
    /** The same for a part; without it the bytes go through this process. */
    COPY_PART,
    /** {@code GET ?tagging}; without it copies in parts have no tags, as the source has none. */
    TAGS,
    /** {@code list-type=2}; without it the first version of the request lists. */
    LIST_V2
  }

  /** What servers answer, beside a plain 501, that do not know a header. */
  private static final Set<String> UNKNOWN_HEADER =
      Set.of("InvalidArgument", "InvalidHeader", "InvalidRequest", "NotImplemented");

  private final Clock clock;
  private final Map<Feature, Instant> refused = new ConcurrentHashMap<>();

  OptionalRequests(Clock clock) {
    this.clock = clock;
  }

  boolean isRefused(Feature feature) {
    Instant since = refused.get(feature);
    return since != null && clock.instant().isBefore(since.plus(LIFETIME));
  }

  void refuse(Feature feature) {
    refused.put(feature, clock.instant());
  }

  /** Fails without a request where the server refused the feature before. */
  void require(Feature feature) throws DriverException {
    if (isRefused(feature)) {
      throw new DriverException(Failure.notSent(Kind.UNSUPPORTED));
    }
  }

  /** Notes that the server knows no copies: it knows none of parts either. */
  boolean learnCopies(S3Exception answer) {
    return learn(Feature.COPY, answer) && learn(Feature.COPY_PART, answer);
  }

  /** Notes an answer that refuses the feature as such, and tells whether it does. */
  boolean learn(Feature feature, S3Exception answer) {
    boolean refusal = isRefusal(answer);
    if (refusal) {
      refuse(feature);
    }
    return refusal;
  }

  private static boolean isRefusal(S3Exception answer) {
    boolean known = answer.code() != null && S3Errors.isProven(answer);
    return known && (answer.failure().kind() == Kind.UNSUPPORTED || answer.status() == 405);
  }

  /**
   * Tells whether an answer may be about a header. That the request passes without it proves it.
   */
  static boolean mayRefuseHeader(S3Exception answer) {
    String code = answer.code();
    return code != null
        && S3Errors.isProven(answer)
        && (answer.failure().kind() == Kind.UNSUPPORTED || UNKNOWN_HEADER.contains(code));
  }
}
