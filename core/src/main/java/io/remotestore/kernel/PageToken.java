package io.remotestore.kernel;

import io.remotestore.spi.Entry;

/** Where a page ended: what its last entry was ordered by, relative to the store. */
final class PageToken {
  private static final String MARK = "after:";

  private PageToken() {}

  static String of(OperationCall call, Entry last) {
    return MARK + call.walls().path(Entries.sortKey(last));
  }

  static String key(OperationCall call, String token) {
    if (!token.startsWith(MARK) || token.length() == MARK.length()) {
      throw new IllegalArgumentException(
          "not a resume token of this store: '" + token + "' (listing '" + call.path() + "')");
    }
    return token.substring(MARK.length());
  }
}
