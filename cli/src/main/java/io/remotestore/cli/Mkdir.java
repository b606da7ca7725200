package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.InvalidPathException;
import io.remotestore.Operation;
import io.remotestore.Store;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes folders. */
@Command(
    name = "mkdir",
    description = {
      "Make folders.",
      "Those above are made, too; one that is there already is fine.",
      "In a store without EMPTY_FOLDERS, such as a bucket, folders exist only by their files.",
      "There it makes nothing and succeeds, unless a file has the name."
    },
    footerHeading = "%nExamples:%n",
    footer = "  remote-store mkdir data:raw/2026")
final class Mkdir implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Option(
      names = {"-p", "--parents"},
      description = "Accepted for scripts; mkdir makes parents anyway.")
  @SuppressWarnings("UnusedVariable") // as for mkdir of a shell
  private boolean parents;

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
    if (!place.isRoot() && needsNothing(place)) {
      if (root.verbose()) {
        root.errors().note(place.shown() + " needs no folder: this store has none of its own");
      }
    } else if (!place.isRoot()) {
      place.store().createFolder(place.key());
    }
    if (root.json()) {
      root.out().record(new Fields().add("made", place.shown()));
    }
  }

  private static boolean needsNothing(Place place) {
    Store store = place.store();
    if (store.supports(Capability.EMPTY_FOLDERS) || !store.supports(Capability.WRITE)) {
      return false; // made, or refused with the reason
    }
    if (store.isFile(place.key())) {
      throw new InvalidPathException(
          place.error("It is a file").operation(Operation.CREATE_FOLDER).build(), null);
    }
    return true;
  }
}
