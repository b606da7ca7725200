package io.remotestore.testkit;

import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.time.Duration;

/** What goes wrong in one call of a primitive. */
public final class Fault {

  /** When it goes wrong. */
  enum Moment {
    BEFORE,
    AFTER,
    IN_THE_BODY,
    BODY_ENDS,
    BLOCKS
  }

  private final Moment moment;
  private final Failure failure;
  private final long atByte;
  private final Runnable meanwhile;

  private Fault(Moment moment, Failure failure, long atByte, Runnable meanwhile) {
    this.moment = moment;
    this.failure = failure;
    this.atByte = atByte;
    this.meanwhile = meanwhile;
  }

  /** The request does not leave: nothing happened. */
  public static Fault notSent() {
    return new Fault(Moment.BEFORE, Failure.notSent(Kind.UNAVAILABLE), 0, () -> {});
  }

  /** The backend refuses for a passing reason and asks to wait. */
  public static Fault throttled(Duration wait) {
    return new Fault(
        Moment.BEFORE, Failure.rejected(Kind.THROTTLED).withRetryAfter(wait), 0, () -> {});
  }

  /** The backend refuses for that reason. */
  public static Fault rejected(Kind kind) {
    return new Fault(Moment.BEFORE, Failure.rejected(kind), 0, () -> {});
  }

  /** The request is lost on the way, and the caller does not know: nothing happened. */
  public static Fault lostRequest() {
    return new Fault(Moment.BEFORE, Failure.unknown(Kind.UNAVAILABLE), 0, () -> {});
  }

  /** It happened, and the reply is lost. */
  public static Fault lostReply() {
    return new Fault(Moment.AFTER, Failure.unknown(Kind.UNAVAILABLE), 0, () -> {});
  }

  /** The connection breaks after so many bytes of a body. */
  public static Fault brokenBody(long atByte) {
    return new Fault(Moment.IN_THE_BODY, Failure.unknown(Kind.UNAVAILABLE), atByte, () -> {});
  }

  /** A body ends after so many bytes, as if that were all. */
  public static Fault shortBody(long atByte) {
    return new Fault(Moment.BODY_ENDS, Failure.unknown(Kind.UNAVAILABLE), atByte, () -> {});
  }

  /** The call waits until it is interrupted or cancelled. */
  public static Fault blocks() {
    return new Fault(Moment.BLOCKS, Failure.unknown(Kind.UNAVAILABLE), 0, () -> {});
  }

  /** Runs {@code action} at the moment of the fault, such as a rival's write. */
  public Fault whileDoing(Runnable action) {
    return new Fault(moment, failure, atByte, action);
  }

  Moment moment() {
    return moment;
  }

  Failure failure() {
    return failure;
  }

  long atByte() {
    return atByte;
  }

  Runnable meanwhile() {
    return meanwhile;
  }

  @Override
  public String toString() {
    return "Fault[" + moment + ", " + failure + "]";
  }
}
