package io.remotestore.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes folders. */
@Command(
    name = "mkdir",
    description = {
      "Make folders.",
      "Those above are made, too; one that is there already is fine.",
      "Where folders exist only by the files in them, nothing needs to be made: see 'caps'."
    },
    footerHeading = "%nExamples:%n",
    footer = "  remote-store mkdir data:raw/2026")
final class Mkdir implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "The folders.")
  private List<String> addresses = List.of();

  Mkdir(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "mkdir", addresses, address -> make(finder.locateEntry(address)));
    }
  }

  private void make(Place place) throws IOException {
    if (!place.isRoot()) {
      place.store().createFolder(place.key());
    }
    if (root.json()) {
      root.out().record(new Fields().add("made", place.shown()));
    }
  }
}
