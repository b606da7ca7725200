package io.remotestore.cli;

import io.remotestore.ContentDigest;
import io.remotestore.FileInfo;
import io.remotestore.FolderInfo;
import io.remotestore.Store;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what a store says of files and folders. */
@Command(
    name = "stat",
    description = {
      "Show metadata of files and folders.",
      "For a folder, it counts the files directly in it; 'du' counts all below."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  remote-store stat data:raw/a.csv", "  remote-store stat --json data:raw/a.csv"})
final class Stat implements Callable<Integer> {
  private final RemoteStoreCommand root;
  private boolean first = true;

  @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "The files or folders.")
  private List<String> addresses = List.of();

  Stat(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "stat", addresses, address -> tell(finder.locate(address)));
    }
  }

  private void tell(Place place) throws IOException {
    Store store = place.store();
    String key = place.key();
    Fields fields =
        store.isFolder(key)
            ? of(place, store.getFolderInfo(key, 0))
            : of(place, store.getFileInfo(key));
    if (root.json()) {
      root.out().record(fields.add("address", place.address()));
      return;
    }
    if (!first) {
      root.out().line("");
    }
    first = false;
    for (Map.Entry<String, Object> field : fields.values().entrySet()) {
      Object value = field.getValue();
      print(field.getKey(), value.equals("") ? "the root" : value);
    }
  }

  private void print(String name, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        print(name + " " + entry.getKey(), String.valueOf(entry.getValue()));
      }
      return;
    }
    root.out().line(String.format("%-14s %s", name, value));
  }

  private static Fields of(Place place) {
    String key = place.key();
    String location = place.store().nativePath(key);
    return new Fields()
        .add("path", key)
        .add("location", location.isEmpty() ? null : location)
        .add("backend", place.store().identity().backend());
  }

  private static @Nullable String shown(@Nullable ContentDigest digest) {
    return digest == null ? null : digest.algorithm() + ":" + digest.value();
  }

  private static Fields of(Place place, FolderInfo folder) {
    return of(place)
        .add("type", "folder")
        .add("files", folder.fileCount())
        .add("bytes", folder.totalSize())
        .add("modified", folder.modifiedAt());
  }

  private static Fields of(Place place, FileInfo file) {
    return of(place)
        .add("type", "file")
        .add("bytes", file.size() == FileInfo.UNKNOWN_SIZE ? null : file.size())
        .add("modified", file.modifiedAt())
        .add("etag", file.etag())
        .add("revision", file.revision())
        .add("version", file.version())
        .add("digest", shown(file.digest()))
        .add("contentType", file.contentType())
        .add("metadata", file.metadata().isEmpty() ? null : new TreeMap<>(file.metadata()));
  }
}
