package io.remotestore.cli;

import io.remotestore.Store;
import io.remotestore.Upload;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists unfinished writes. */
@Command(
    name = "ls",
    description = {
      "List unfinished writes below folders: when each began, the file that it would become, its"
          + " id.",
      "The list includes the writes of running programs."
    },
    footerHeading = "%nExamples:%n",
    footer = "  remote-store uploads ls data:")
final class UploadsList implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "The stores or folders.")
  private List<String> addresses = List.of();

  UploadsList(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "uploads ls", addresses, one -> list(finder.locate(one)));
    }
  }

  private void list(Place place) throws IOException {
    try (Stream<Upload> all = folder(place).uploads().list()) {
      for (var each = all.iterator(); each.hasNext(); ) {
        Upload upload = each.next();
        if (root.json()) {
          root.out().record(record(place, upload));
        } else {
          root.out().line(line(upload));
        }
      }
    }
  }

  /** The folder as a store of its own; closed with the one that it is in. */
  static Store folder(Place place) {
    return place.isRoot() ? place.store() : place.store().child(place.key());
  }

  static Fields record(Place folder, Upload upload) {
    return new Fields()
        .add("address", folder.below(upload.path()).shown())
        .add("path", upload.path())
        .add("id", upload.id())
        .add("started", upload.startedAt());
  }

  static String line(Upload upload) {
    return String.format(
        "%-20s  %s  %s", FileLine.time(upload.startedAt()), upload.path(), upload.id());
  }
}
