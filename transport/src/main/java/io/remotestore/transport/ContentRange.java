package io.remotestore.transport;

import io.remotestore.ByteRange;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of a file in a reply (RFC 9110, section 14.4).
 *
 * @param first the first byte
 * @param last the last byte
 * @param size the size of the whole, or {@link Entry#UNKNOWN_SIZE}
 */
public record ContentRange(long first, long last, long size) {
  private static final Pattern SHAPE =
      Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /**
   * Returns whether a reply to a read holds a part of the file. A reply of status 206 does. So does
   * any other that names a range, except the range of all bytes.
   */
  public static boolean isPart(HttpResponse response) {
    String text = response.header("Content-Range");
    if (response.status() == 206 || text == null) {
      return response.status() == 206;
    }
    Matcher shape = SHAPE.matcher(text.strip());
    boolean whole =
        shape.matches()
            && !shape.group(3).equals("*")
            && Long.parseLong(shape.group(1)) == 0
            && Long.parseLong(shape.group(2)) == Long.parseLong(shape.group(3)) - 1;
    return !whole;
  }

  /**
   * Reads the range of a reply for which {@link #isPart} is true.
   *
   * @throws DriverException if the reply names no range, contradicts itself or differs from the
   *     request
   */
  public static ContentRange of(HttpResponse response, ByteRange asked) throws DriverException {
    String text = response.header("Content-Range");
    Matcher shape = SHAPE.matcher(text == null ? "" : text.strip());
    if (!shape.matches()) {
      throw wrong(response, "does not say which");
    }
    boolean sized = !shape.group(3).equals("*");
    ContentRange range =
        new ContentRange(
            Long.parseLong(shape.group(1)),
            Long.parseLong(shape.group(2)),
            sized ? Long.parseLong(shape.group(3)) : Entry.UNKNOWN_SIZE);
    boolean possible = range.first <= range.last && (!sized || range.last < range.size);
    if (!possible || (response.length() >= 0 && response.length() != range.length())) {
      throw wrong(response, "contradicts itself");
    }
    if (!range.answers(asked)) {
      throw wrong(response, "is of " + range + " where " + asked + " were asked for");
    }
    return range;
  }

  /** The number of bytes. */
  public long length() {
    return last - first + 1;
  }

  /** A longer range is fine; another beginning or fewer bytes are not. */
  private boolean answers(ByteRange asked) {
    if (asked.equals(ByteRange.ALL)) {
      return false;
    }
    if (size >= 0) {
      return first == asked.startIn(size) && length() >= asked.lengthIn(size);
    }
    if (asked.isSuffix()) {
      return length() == asked.length() || (first == 0 && length() < asked.length());
    }
    return first == asked.offset() && (isOpen(asked) || length() >= asked.length());
  }

  /**
   * Returns whether a range has no bound. A reply that ends before a bound has reached the end of
   * the file, so it would give the size.
   */
  private static boolean isOpen(ByteRange asked) {
    return asked.length() > Long.MAX_VALUE - asked.offset() - 1;
  }

  private static DriverException wrong(HttpResponse response, String how) {
    return new DriverException(
        Failure.rejected(Kind.OTHER)
            .withNativeCode(Integer.toString(response.status()))
            .withDetail("the server sent a part of the file that " + how));
  }

  @Override
  public String toString() {
    return "bytes " + first + "-" + last;
  }
}
