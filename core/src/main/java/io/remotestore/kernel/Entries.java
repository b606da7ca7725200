package io.remotestore.kernel;

import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.PathEntry;
import io.remotestore.spi.Entry;
import java.util.Comparator;

/** What drivers say of keys, in the words of callers; and the one order of keys. */
final class Entries {

  /** The order of keys: that of their UTF-8 bytes. */
  static final Comparator<String> KEY_ORDER = Entries::compareUtf8;

  private Entries() {}

  static FileInfo info(Scope scope, Entry entry) {
    return FileInfo.builder(scope.path(entry.key()))
        .size(entry.size())
        .modifiedAt(entry.modifiedAt())
        .etag(entry.etag())
        .revision(entry.revision())
        .version(entry.version())
        .digest(entry.digest())
        .headers(entry.headers())
        .metadata(entry.metadata())
        .build();
  }

  static PathEntry child(Scope scope, Entry entry) {
    return entry.isFile() ? info(scope, entry) : FolderEntry.of(scope.path(entry.key()));
  }

  /** What an entry is ordered by: its key, with a slash behind it for a folder. */
  static String sortKey(Entry entry) {
    return entry.isFolder() ? entry.key() + "/" : entry.key();
  }

  /** UTF-16 order differs from UTF-8 order only where a surrogate meets a later BMP character. */
  private static int compareUtf8(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogateX = Character.isSurrogate(x);
        if (surrogateX != Character.isSurrogate(y)) {
          return surrogateX ? (y >= 0xE000 ? 1 : x - y) : (x >= 0xE000 ? -1 : x - y);
        }
        return x - y;
      }
    }
    return a.length() - b.length();
  }
}
