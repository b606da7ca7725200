package io.remotestore.testkit;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong on the wire in one exchange.
 *
 * <p>What is to be cut after so many bytes and has no more than those is cut at its end, where the
 * proxy knows it. A reset may overtake bytes that were sent before; a close does not.
 */
public final class WireFault {

  /** What is done. */
  enum Kind {
    NONE,
    REFUSED,
    REQUEST_CUT,
    REPLY_CUT,
    BODY_CUT,
    REPLY_SWALLOWED,
    REPLY_REPLACED,
    REPLY_STRIPPED,
    ANSWERED,
    SILENT,
    STATUS,
    DELAYED,
    THROTTLED
  }

  /** How a connection ends. */
  enum End {
    /** As if all had been said. */
    CLOSE,
    /** As if the other side had died. */
    RESET
  }

  private static final WireFault NONE = new WireFault(Kind.NONE, End.CLOSE, 0, null);
  private static final CannedReply NO_REPLY = CannedReply.empty(200);

  private final Kind kind;
  private final End end;

  /** Bytes, bytes per second, or a status. */
  private final long amount;

  private final @Nullable Duration time;

  /** The reply that the client gets. */
  private final CannedReply reply;

  /** The fields that the client does not get. */
  private final Set<String> fields;

  private WireFault(Kind kind, End end, long amount, @Nullable Duration time) {
    this(kind, end, amount, time, NO_REPLY, Set.of());
  }

  private WireFault(
      Kind kind,
      End end,
      long amount,
      @Nullable Duration time,
      CannedReply reply,
      Set<String> fields) {
    if (amount < 0) {
      throw new IllegalArgumentException("negative: " + amount);
    }
    this.reply = reply;
    this.fields = fields;
    this.kind = kind;
    this.end = end;
    this.amount = amount;
    this.time = time;
  }

  /** Nothing. */
  public static WireFault none() {
    return NONE;
  }

  /** The connection is reset before the server sees anything of the exchange. */
  public static WireFault refused() {
    return new WireFault(Kind.REFUSED, End.RESET, 0, null);
  }

  /** The server gets no more than so many bytes; both sides are reset. */
  public static WireFault requestResetAfter(long bytes) {
    return new WireFault(Kind.REQUEST_CUT, End.RESET, bytes, null);
  }

  /** The server gets so many bytes; both sides are closed. */
  public static WireFault requestClosedAfter(long bytes) {
    return new WireFault(Kind.REQUEST_CUT, End.CLOSE, bytes, null);
  }

  /** The client gets no more than so many bytes, head included; both sides are reset. */
  public static WireFault replyResetAfter(long bytes) {
    return new WireFault(Kind.REPLY_CUT, End.RESET, bytes, null);
  }

  /** The client gets so many bytes, head included; both sides are closed. */
  public static WireFault replyClosedAfter(long bytes) {
    return new WireFault(Kind.REPLY_CUT, End.CLOSE, bytes, null);
  }

  /** The client gets the reply's head and so many bytes of its body, and the end. HTTP only. */
  public static WireFault bodyClosedAfter(long bytes) {
    return new WireFault(Kind.BODY_CUT, End.CLOSE, bytes, null);
  }

  /** The client gets the reply's head and at most so many bytes of its body. HTTP only. */
  public static WireFault bodyResetAfter(long bytes) {
    return new WireFault(Kind.BODY_CUT, End.RESET, bytes, null);
  }

  /**
   * The server answers the whole request, and the client gets nothing of it: the connection is
   * reset. HTTP only.
   */
  public static WireFault replySwallowed() {
    return new WireFault(Kind.REPLY_SWALLOWED, End.RESET, 0, null);
  }

  /** The server answers the whole request, and the client gets this reply instead. HTTP only. */
  public static WireFault replyReplaced(CannedReply reply) {
    return new WireFault(Kind.REPLY_REPLACED, End.CLOSE, 0, null, reply, Set.of());
  }

  /** The client gets the reply without these fields of its head. HTTP only. */
  public static WireFault replyStripped(String... fields) {
    return new WireFault(Kind.REPLY_STRIPPED, End.CLOSE, 0, null, NO_REPLY, Set.of(fields));
  }

  /** The client gets this reply, and the server sees nothing. HTTP only. */
  public static WireFault answered(CannedReply reply) {
    return new WireFault(Kind.ANSWERED, End.CLOSE, 0, null, reply, Set.of());
  }

  /** Nothing is answered until the client ends the connection; the server sees nothing. */
  public static WireFault silent() {
    return new WireFault(Kind.SILENT, End.CLOSE, 0, null);
  }

  /** The client gets this status, with an empty body; the server sees nothing. HTTP only. */
  public static WireFault status(int status) {
    return new WireFault(Kind.STATUS, End.CLOSE, status, null);
  }

  /** The same, and is asked to wait, in whole seconds. HTTP only. */
  public static WireFault status(int status, Duration retryAfter) {
    return new WireFault(Kind.STATUS, End.CLOSE, status, retryAfter);
  }

  /** The reply comes that much later; where only bytes are seen, the connection does. */
  public static WireFault delayed(Duration time) {
    return new WireFault(Kind.DELAYED, End.CLOSE, 0, time);
  }

  /** The reply comes at that rate. */
  public static WireFault throttled(long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond is less than 1: " + bytesPerSecond);
    }
    return new WireFault(Kind.THROTTLED, End.CLOSE, bytesPerSecond, null);
  }

  Kind kind() {
    return kind;
  }

  End end() {
    return end;
  }

  long amount() {
    return amount;
  }

  CannedReply reply() {
    return reply;
  }

  Set<String> fields() {
    return fields;
  }

  Duration time() {
    return time == null ? Duration.ZERO : time;
  }

  /** Where the rest of this side's bytes is cut off, if it is this kind. */
  long limit(Kind cut) {
    return kind == cut ? amount : Long.MAX_VALUE;
  }

  /** How many bytes of a reply come per second; 0 for no limit. */
  long rate() {
    return kind == Kind.THROTTLED ? amount : 0;
  }

  /** Whether it needs to know where requests and replies begin. */
  boolean needsHttp() {
    return switch (kind) {
      case BODY_CUT, REPLY_SWALLOWED, REPLY_REPLACED, REPLY_STRIPPED, ANSWERED, SILENT, STATUS ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return "WireFault[" + kind + ", " + amount + (time == null ? "]" : ", " + time + "]");
  }
}
