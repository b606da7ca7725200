package io.remotestore.spi;

import java.util.Comparator;

/** The one order of keys: that of their UTF-8 bytes, which is that of their code points. */
public final class KeyOrder {

  /** Compares keys as the bytes of their UTF-8 form compare. */
  public static final Comparator<String> UTF8 = KeyOrder::compare;

  private KeyOrder() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for what lies beyond U+FFFF, and so behind all other characters. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
