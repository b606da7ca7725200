package io.remotestore.s3;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes of how many a reply holds (RFC 9110, section 14.4). */
record ContentRange(long first, long last, long size) {
  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  static ContentRange parse(@Nullable String text) throws IOException {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IOException("the reply does not say which bytes it holds");
    }
    ContentRange range =
        new ContentRange(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)));
    if (range.first > range.last || range.last >= range.size) {
      throw new IOException("the reply holds a range that cannot be");
    }
    return range;
  }
}
