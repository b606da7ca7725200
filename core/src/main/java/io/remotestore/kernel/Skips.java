package io.remotestore.kernel;

import io.remotestore.ListOptions;
import io.remotestore.RemotePath;
import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import io.remotestore.spi.Entry;
import io.remotestore.spi.PrintableText;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries that no path leads to out of a listing, and reports them. For one thread.
 *
 * <table>
 * <caption>What a listing does with an entry</caption>
 * <tr><td>a file or folder whose key is normal</td><td>returns it</td></tr>
 * <tr><td>an empty file whose key is that of a normal folder and a slash, which marks it</td>
 *     <td>nothing: the folder shows</td></tr>
 * <tr><td>any other key that is not normal</td><td>reports it: {@link Reason#NOT_A_PATH}</td></tr>
 * <tr><td>a name that is not text</td><td>reports it: {@link Reason#NOT_TEXT}</td></tr>
 * <tr><td>neither a file nor a folder</td><td>reports it: {@link Reason#NOT_A_FILE}</td></tr>
 * </table>
 */
final class Skips {
  private static final System.Logger LOG = System.getLogger("io.remotestore.kernel");

  private final OperationCall call;
  private final @Nullable Consumer<SkippedEntry> listener;
  private @Nullable Entry last;
  private boolean warned;

  Skips(OperationCall call, ListOptions options) {
    this.call = call;
    this.listener = options.skippedListener();
  }

  /** Returns whether a path leads to an entry. */
  static boolean isReachable(Entry entry) {
    return (entry.isFile() || entry.isFolder()) && RemotePath.isNormal(entry.key());
  }

  /** Returns whether an entry stays out of a listing, and reports it if it does. */
  boolean test(Entry entry) {
    if (isReachable(entry)) {
      return false;
    }
    last = entry;
    if (!isMarker(entry)) {
      report(entry);
    }
    return true;
  }

  /** The last entry that stayed out; null if none did. */
  @Nullable Entry last() {
    return last;
  }

  private static boolean isMarker(Entry entry) {
    String key = entry.key();
    return key.endsWith("/")
        && entry.size() == 0
        && RemotePath.isNormal(key.substring(0, key.length() - 1));
  }

  private void report(Entry entry) {
    SkippedEntry skipped = describe(entry);
    call.skipped();
    if (listener != null) {
      listener.accept(skipped);
      return;
    }
    if (!warned && skipped.reason() != Reason.NOT_A_FILE) {
      warned = true;
      LOG.log(
          Level.WARNING,
          "A listing of {0} skips ''{1}'', and maybe more: no path leads to it."
              + " ListOptions.withSkippedListener reports each such entry",
          call.store(),
          PrintableText.of(skipped.name()));
    }
  }

  private SkippedEntry describe(Entry entry) {
    String name = call.walls().path(entry.key());
    Reason reason = reason(entry);
    boolean prefix = entry.key().endsWith("/") && entry.size() == Entry.UNKNOWN_SIZE;
    return entry.isFolder() || prefix
        ? SkippedEntry.folder(name, reason)
        : SkippedEntry.file(name, reason);
  }

  private static Reason reason(Entry entry) {
    if (entry.kind() == Entry.Kind.NOT_TEXT) {
      return Reason.NOT_TEXT;
    }
    return RemotePath.isNormal(entry.key()) ? Reason.NOT_A_FILE : Reason.NOT_A_PATH;
  }
}
