package io.remotestore.s3;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a page. The request asks for form encoding, since XML does not hold all characters. A
 * server that encodes keys says so in the page, before the keys or after them; a server that does
 * not leaves this out.
 */
final class ListedKeys {
  private static final byte[] MARK =
      "EncodingType>url</".getBytes(StandardCharsets.US_ASCII); // no key holds a bare bracket

  private final byte[] page;
  private @Nullable Boolean encoded;

  ListedKeys(byte[] page) {
    this.page = page;
  }

  /**
   * Returns the key that a text of the page encodes.
   *
   * @throws IOException if it is not encoded as the page says
   */
  String key(String text) throws IOException {
    if ((text.indexOf('%') < 0 && text.indexOf('+') < 0) || !isEncoded()) {
      return text;
    }
    try {
      return decoded(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("the page has a key that is not encoded as it says", e);
    }
  }

  /** Searched only if a key needs it, since the search reads the whole page. */
  private boolean isEncoded() {
    Boolean known = encoded;
    if (known == null) {
      known = hasMark(page);
      encoded = known;
    }
    return known;
  }

  private static boolean hasMark(byte[] page) {
    for (int i = 0; i + MARK.length <= page.length; i++) {
      if (page[i] == MARK[0] && isMark(page, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMark(byte[] page, int from) {
    for (int i = 0; i < MARK.length; i++) {
      if (page[from + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8); // partly encoded
      }
      if (c == '%') {
        bytes[length++] = (byte) (digit(text, i + 1) << 4 | digit(text, i + 2));
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int digit(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("not a byte in hex at " + at);
    }
    return digit;
  }
}
