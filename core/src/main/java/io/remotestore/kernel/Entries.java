package io.remotestore.kernel;

import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.PathEntry;
import io.remotestore.spi.Entry;

/** What drivers say of keys, in the words of callers. */
final class Entries {

  private Entries() {}

  static FileInfo info(Scope scope, Entry entry) {
    FileInfo.Builder info = FileInfo.builder(scope.path(entry.key()));
    if (entry.isDeletion()) {
      info.deletion();
    }
    return info.size(entry.size())
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
}
