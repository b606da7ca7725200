package io.remotestore.transport;

import io.remotestore.ByteRange;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file a reply holds (RFC 9110, section 14.4).
 *
 * @param first the first byte
 * @param last the last byte
 * @param size the size of the whole, or {@link Entry#UNKNOWN_SIZE}
 */
public record ContentRange(long first, long last, long size) {
  private static final Pattern SHAPE =
      Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /**
   * Tells whether a reply to a read holds a part of the file: one of status 206 does, and so does
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
   * Reads what a reply holds for which {@link #isPart} is true.
   *
   * @throws DriverException if it does not say, or contradicts itself or what was asked for
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

  /** How many bytes that are. */
  public long length() {
    return last - first + 1;
  }

  /** More than was asked for is fine; another beginning or less is not. */
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

  /** Who stops before a bound has seen the end of the file, and would say where that is. */
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
