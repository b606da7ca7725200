package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.cli.Place.Form;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves one file: renames it where that can be, else copies it and removes what was copied. */
final class MoveAction implements Transfers.FileAction {
  private final Addresses finder;
  private final TransferOptions options;

  MoveAction(Addresses finder, TransferOptions options) {
    this.finder = finder;
    this.options = options;
  }

  @Override
  public String verb() {
    return "move";
  }

  @Override
  public void run(Place source, Place target, Progress progress) throws IOException {
    if (source.store() == target.store()) {
      source.store().move(source.key(), target.key(), options.copy());
      return;
    }
    if (isPlain(source) && isPlain(target) && rename(source, target)) {
      return;
    }
    copyAndRemove(source, target, progress);
  }

  /** A file of this machine, named without options that say how to treat it. */
  private static boolean isPlain(Place place) {
    return place.form() == Form.LOCAL
        || (place.form() == Form.URL
            && place.store().identity().backend().equals("local")
            && place.address().indexOf('?') < 0);
  }

  /** Two paths of one file system are moved in the folder that holds both. */
  private boolean rename(Place source, Place target) throws IOException {
    Path from = Path.of(source.store().nativePath(source.key()));
    Path to = Path.of(target.store().nativePath(target.key()));
    Path common = from.getParent();
    while (common != null && !to.startsWith(common)) {
      common = common.getParent();
    }
    if (common == null || !onOneFileSystem(common, from, to)) {
      return false;
    }
    Store both = finder.open(common);
    both.move(key(common, from), key(common, to), options.copy());
    return true;
  }

  private static boolean onOneFileSystem(Path common, Path from, Path to) throws IOException {
    var store = Files.getFileStore(common);
    return store.equals(Files.getFileStore(nearest(from)))
        && store.equals(Files.getFileStore(nearest(to)));
  }

  /** The folder above a file, or what is there of it. */
  private static Path nearest(Path file) {
    Path folder = Objects.requireNonNull(file.getParent());
    while (!Files.isDirectory(folder)) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }

  private static String key(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private void copyAndRemove(Place source, Place target, Progress progress) {
    if (source.location().equals(target.location())) {
      return;
    }
    Store from = source.store();
    FileInfo before = from.getFileInfo(source.key());
    target
        .store()
        .copyFrom(from.withListener(progress), source.key(), target.key(), options.copy());
    Revision revision = before.revision();
    // A condition on a file of this machine would leave a lock file in its folder.
    boolean plain = source.form() == Form.LOCAL;
    if (revision != null && !plain && from.supports(Capability.CONDITIONAL_DELETE)) {
      try {
        from.delete(source.key(), DeleteOptions.strict().withIfMatch(revision));
      } catch (PreconditionFailedException e) {
        throw changed(source, e);
      }
      return;
    }
    if (!same(before, from.getFileInfo(source.key()))) {
      throw changed(source, null);
    }
    from.delete(source.key());
  }

  private static boolean same(FileInfo before, FileInfo now) {
    return before.size() == now.size()
        && Objects.equals(before.modifiedAt(), now.modifiedAt())
        && Objects.equals(before.etag(), now.etag());
  }

  private static PreconditionFailedException changed(Place source, @Nullable Throwable cause) {
    return new PreconditionFailedException(
        source
            .error("The file changed while it was moved, so that it is in both places")
            .operation(Operation.MOVE)
            .hint("move it again with --overwrite")
            .build(),
        cause);
  }

  /** Removes the folders that nothing is left in, the deepest first. */
  @Override
  public void folderDone(Place folder) throws IOException {
    Store store = folder.store();
    if (!store.supports(Capability.EMPTY_FOLDERS) || folder.isRoot()) {
      return;
    }
    List<String> folders;
    try (Stream<FolderEntry> all = store.listFolders(folder.key(), Transfers.FOLDERS)) {
      folders =
          all.map(FolderEntry::path)
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
    }
    for (String each : folders) {
      removeIfEmpty(store, each);
    }
    removeIfEmpty(store, folder.key());
  }

  private static void removeIfEmpty(Store store, String folder) {
    try {
      store.deleteFolder(folder);
    } catch (DirectoryNotEmptyException | NotFoundException e) {
      // Another process wrote into the folder, or deleted it first.
    }
  }
}
