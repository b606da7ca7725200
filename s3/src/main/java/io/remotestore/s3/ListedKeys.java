package io.remotestore.s3;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The keys of a page, which is asked to have them encoded, since XML does not hold all of them.
 * Servers may leave that aside, and say so by not saying that they did it: in front of the keys or
 * behind them.
 */
enum ListedKeys {
  /** As XML has them. */
  PLAIN,
  /** As a form has them. */
  ENCODED;

  private static final byte[] MARK =
      "EncodingType>url</".getBytes(StandardCharsets.US_ASCII); // no key holds a bare bracket

  static ListedKeys of(byte[] page) {
    for (int i = 0; i + MARK.length <= page.length; i++) {
      if (page[i] == MARK[0] && isMark(page, i)) {
        return ENCODED;
      }
    }
    return PLAIN;
  }

  private static boolean isMark(byte[] page, int from) {
    for (int i = 0; i < MARK.length; i++) {
      if (page[from + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the key that a text of the page means.
   *
   * @throws IOException if it is not encoded as the page says
   */
  String key(String text) throws IOException {
    if (this == PLAIN || (text.indexOf('%') < 0 && text.indexOf('+') < 0)) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("the page has a key that is not encoded as it says", e);
    }
  }
}
