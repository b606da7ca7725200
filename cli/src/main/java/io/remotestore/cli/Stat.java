package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.FolderInfo;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.StoreLocation;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what a store says of one file or folder. */
@Command(
    name = "stat",
    description = {
      "Tell what a store says of a file or a folder.",
      "Of a folder, the files directly in it are counted."
    })
final class Stat implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", description = "The file or folder.")
  private String address = "";

  Stat(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses addresses = root.addresses()) {
      StoreLocation location = addresses.locate(address);
      Store store = location.store();
      String path = RemotePath.ofFolder(location.path()).key();
      if (store.isFolder(path)) {
        print(store, path, store.getFolderInfo(path, 0));
      } else {
        print(store, path, store.getFileInfo(path));
      }
    }
    return ExitCode.DONE.number();
  }

  private void place(Store store, String path) throws IOException {
    field("path", path.isEmpty() ? "the root" : path);
    field("location", store.nativePath(path));
    field("backend", store.identity().backend());
  }

  private void print(Store store, String path, FolderInfo folder) throws IOException {
    place(store, path);
    field("type", "folder");
    field("files", folder.fileCount());
    field("bytes", folder.totalSize());
    field("modified", folder.modifiedAt());
  }

  private void print(Store store, String path, FileInfo file) throws IOException {
    place(store, path);
    field("type", "file");
    field("bytes", file.size() == FileInfo.UNKNOWN_SIZE ? null : file.size());
    field("modified", file.modifiedAt());
    field("etag", file.etag());
    field("revision", file.revision());
    field("version", file.version());
    field("digest", file.digest());
    field("content type", file.contentType());
    for (Map.Entry<String, String> entry : new TreeMap<>(file.metadata()).entrySet()) {
      field("metadata " + entry.getKey(), entry.getValue());
    }
  }

  private void field(String name, @Nullable Object value) throws IOException {
    if (value != null) {
      root.out().line(String.format("%-14s %s", name, value));
    }
  }
}
