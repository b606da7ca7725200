package io.remotestore.cli;

import io.remotestore.DeleteOptions;
import io.remotestore.DeleteResult;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.Operation;
import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import io.remotestore.Store;
import io.remotestore.cli.Entries.Depth;
import io.remotestore.cli.Place.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes files and folders. */
@Command(
    name = "rm",
    description = {
      "Remove files and folders.",
      "There is no undo; --dry-run shows the files and folders it would remove."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store rm data:raw/a.csv data:raw/b.csv",
      "  remote-store rm -r --dry-run data:raw/2024    what it would remove"
    })
final class Rm implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "1..*",
      description = "The files or folders to remove.")
  private List<String> addresses = List.of();

  @Option(
      names = {"-r", "-R", "--recursive"},
      description = "Remove folders, too, with all that is below.")
  private boolean recursive;

  @Option(
      names = {"-f", "--missing-ok"},
      description = "A missing file or folder is no error.")
  private boolean missingOk;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Remove nothing; write what would be removed.")
  private boolean dryRun;

  Rm(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "rm", addresses, address -> remove(finder.locateEntry(address)));
    }
  }

  private void remove(Place place) throws IOException {
    Store store = place.store();
    if (place.isRoot()) {
      throw refused(
          place, "The root of a store is not removed", "name the files and folders in it");
    }
    if (place.form() == Form.LOCAL && holdsUs(place)) {
      throw refused(place, "The folder that you are in is not removed", "go elsewhere first");
    }
    if (!isLink(place) && !store.isFile(place.key()) && store.isFolder(place.key())) {
      if (!recursive) {
        throw refused(place, "It is a folder", "-r removes it with all that is below");
      }
      removeFolder(place);
      return;
    }
    if (dryRun) {
      if (store.exists(place.key())) {
        tell(place.shown());
      } else if (!missingOk) {
        FileInfo unused = store.getFileInfo(place.key()); // says that it is not there
      }
      return;
    }
    if (missingOk && !isLink(place) && !store.exists(place.key())) {
      return;
    }
    DeleteOptions strict = DeleteOptions.strict();
    store.delete(place.key(), missingOk ? strict.withMissingOk() : strict);
    told(place.shown());
  }

  /** A link of this machine is removed, and what it leads to stays. */
  private static boolean isLink(Place place) {
    return place.form() == Form.LOCAL
        && Files.isSymbolicLink(Path.of(place.store().nativePath(place.key())));
  }

  private boolean holdsUs(Place place) {
    Path us = root.console().folder();
    return us.normalize().startsWith(us.resolve(place.address()).normalize());
  }

  private void removeFolder(Place place) throws IOException {
    if (dryRun) {
      wouldRemove(place);
      return;
    }
    DeleteOptions options = DeleteOptions.recursive();
    if (root.verbose()) {
      options = options.withResultListener(result -> note(place, result));
    }
    place.store().deleteFolder(place.key(), missingOk ? options.withMissingOk() : options);
    told(place.shown());
  }

  /** Entries that no path leads to are deleted with the folder, unless their names are not text. */
  private void wouldRemove(Place folder) throws IOException {
    List<SkippedEntry> skipped = new ArrayList<>();
    Entries.list(folder, Depth.ALL, skipped::add, file -> tell(at(folder, file.path())));
    List<String> left = new ArrayList<>();
    for (SkippedEntry entry : skipped) {
      String shown = LeftOut.shown(folder, entry);
      if (entry.reason() == Reason.NOT_TEXT) {
        left.add(shown);
      } else {
        tell(entry.isFolder() ? shown + ", with all that is below" : shown);
      }
    }
    if (!left.isEmpty()) {
      throw new DirectoryNotEmptyException(
          folder
              .error("The folder would still hold " + String.join(", ", left))
              .operation(Operation.DELETE_FOLDER)
              .hint("the name is not text: remove it with a program of the backend")
              .build(),
          null);
    }
    tell(folder.shown());
  }

  private void note(Place folder, DeleteResult result) {
    if (result.outcome() == DeleteResult.Outcome.DELETED) {
      root.errors().note("removed " + at(folder, result.path()));
    }
  }

  private static String at(Place folder, String path) {
    return folder.below(path.substring(Math.min(path.length(), folder.key().length() + 1))).shown();
  }

  private void tell(String address) throws IOException {
    if (root.json()) {
      root.out().record(new Fields().add("removed", address).add("dryRun", true));
    } else {
      root.out().line("would remove " + address);
    }
  }

  private void told(String address) throws IOException {
    if (root.json()) {
      root.out().record(new Fields().add("removed", address));
    } else if (root.verbose()) {
      root.errors().note("removed " + address);
    }
  }

  private static InvalidPathException refused(Place place, String problem, String hint) {
    return new InvalidPathException(
        place.error(problem).operation(Operation.DELETE).hint(hint).build(), null);
  }
}
