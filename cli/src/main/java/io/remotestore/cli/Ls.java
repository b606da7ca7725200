package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.ErrorDetails;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.StoreLocation;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a folder, or one file. */
@Command(
    name = "ls",
    description = {
      "List a folder, in the order of names where the store has one.",
      "A folder's name ends in a slash; control characters in names are shown as \\uXXXX."
    })
final class Ls implements Callable<Integer> {
  private static final int PAGE = 10_000;

  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..1",
      defaultValue = ".",
      description = "What to list; this folder if not given.")
  private String address = "";

  @Option(names = "-l", description = "Show size in bytes and time of change, too.")
  private boolean details;

  @Option(names = "-r", description = "List the files of all levels below.")
  private boolean recursive;

  Ls(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses addresses = root.addresses()) {
      StoreLocation location = addresses.locate(address);
      Store store = location.store();
      RemotePath path = RemotePath.ofFolder(location.path());
      if (store.isFile(path.key())) {
        print(store.getFileInfo(path.key()));
        return ExitCode.DONE.number();
      }
      Store folder = path.key().isEmpty() ? store : store.child(path.key());
      long listed = recursive ? files(folder) : children(folder);
      if (listed == 0 && !store.isFolder(path.key())) {
        throw missing(store, path.key());
      }
    }
    return ExitCode.DONE.number();
  }

  private static NotFoundException missing(Store store, String path) {
    return new NotFoundException(
        ErrorDetails.of("Nothing is there")
            .operation(Operation.LIST)
            .store(store.identity().service())
            .path(path)
            .backend(store.identity().backend())
            .build(),
        null);
  }

  private long files(Store folder) throws IOException {
    boolean sorted = folder.supports(Capability.ORDERED_LIST);
    ListOptions options = sorted ? ListOptions.recursive().withOrdered() : ListOptions.recursive();
    try (Stream<FileInfo> files = folder.listFiles("", options)) {
      return print(files.iterator());
    }
  }

  private long children(Store folder) throws IOException {
    if (!folder.supports(Capability.ORDERED_LIST) || !folder.supports(Capability.LIST_FROM_KEY)) {
      try (Stream<PathEntry> children = folder.iterChildren("")) {
        return print(children.iterator());
      }
    }
    long listed = 0;
    ListOptions options = ListOptions.direct().withPageSize(PAGE);
    while (true) {
      Page<PathEntry> page = folder.listPage("", options);
      listed += print(page.items().iterator());
      String next = page.resumeToken();
      if (next == null) {
        return listed;
      }
      options = options.withResumeToken(next);
    }
  }

  private long print(Iterator<? extends PathEntry> entries) throws IOException {
    long printed = 0;
    while (entries.hasNext()) {
      PathEntry entry = entries.next();
      if (entry instanceof FileInfo file) {
        print(file);
      } else {
        print("-", null, entry.path() + "/");
      }
      printed++;
    }
    return printed;
  }

  private void print(FileInfo file) throws IOException {
    String size = file.size() == FileInfo.UNKNOWN_SIZE ? "?" : Long.toString(file.size());
    print(size, file.modifiedAt(), file.path());
  }

  private void print(String size, @Nullable Instant modified, String name) throws IOException {
    String when = modified == null ? "-" : modified.truncatedTo(ChronoUnit.SECONDS).toString();
    root.out().line(details ? String.format("%15s  %-20s  %s", size, when, name) : name);
  }
}
