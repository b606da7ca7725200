package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tests how a file on the name of a folder affects the folder. S3 keeps and lists both; MinIO lists
 * nothing below the file any more.
 */
final class FolderNameLook {
  private final Store store;
  private final CheckReport report;

  FolderNameLook(Store store, CheckReport report) {
    this.store = store;
    this.report = report;
  }

  /** Writes a file below a new folder and one on its name, lists them, and deletes both. */
  void look(String folder) throws IOException {
    boolean possible =
        !store.supports(Capability.EMPTY_FOLDERS)
            && store.supports(Capability.LIST)
            && store.supports(Capability.DELETE);
    if (!possible) {
      return;
    }
    RemotePath name =
        RemotePath.ofFolder(folder).resolve("remote-store-doctor-" + UUID.randomUUID());
    String file = name.key();
    String below = name.resolve("below.txt").key();
    byte[] content = "written by remote-store doctor".getBytes(StandardCharsets.UTF_8);
    try {
      store.write(below, content);
      store.write(file, content);
      if (!lists(file, below)) {
        report.odd(
            "a file on the name of a folder hides the files below it from listings; the options"
                + " reject_write_over_folder and reject_write_under_file_ancestor refuse such"
                + " files");
      }
    } catch (InvalidPathException e) {
      // refused by the server or an option of the store: nothing is hidden
    } catch (RemoteStoreException e) {
      report.leftOut("names", Errors.text(e));
    } finally {
      delete(file);
      delete(below);
    }
  }

  private boolean lists(String folder, String file) {
    try (Stream<FileInfo> files = store.listFiles(folder, ListOptions.recursive())) {
      return files.anyMatch(info -> info.path().equals(file));
    }
  }

  /** An interrupt that ended the test does not end the cleanup. */
  private void delete(String path) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      store.delete(path, DeleteOptions.missingOk());
    } catch (RemoteStoreException e) {
      report.fails("delete", path + ": " + Errors.text(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
