package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.cli.FileLine.Detail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds files by name, size and age. */
@Command(
    name = "find",
    description = {
      "Find files by name, size and age.",
      "It searches all levels below the folders, and writes addresses.",
      "A file must meet all conditions. A file of unknown size or age meets no limit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store find data:raw --glob '*.csv'",
      "  remote-store find data: --glob 'year=2026/**/*.parquet' --min-size 10M",
      "  remote-store find data:tmp --min-age 7d -0 | xargs -0 remote-store rm"
    })
final class Find implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      defaultValue = ".",
      description = "Where to look; this folder if not given.")
  private List<String> addresses = List.of();

  @Option(
      names = {"-g", "--glob"},
      paramLabel = "PATTERN",
      description =
          "Names of files at any level, or with a slash whole paths below the folder: *, ?, [ab],"
              + " [!ab], and ** for any number of folders.")
  private @Nullable String glob;

  @Option(
      names = "--min-size",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "At least so large: 500, 10k, 1.5M, 2GiB, or 2GB for thousands.")
  private @Nullable Long minSize;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      converter = ByteSize.class,
      description = "At most so large.")
  private @Nullable Long maxSize;

  @Option(
      names = "--min-age",
      paramLabel = "AGE",
      converter = PointInTime.Converter.class,
      description = "Changed at least so long ago, or before: 90m, 7d, 2w, 2026-01-31.")
  private @Nullable PointInTime minAge;

  @Option(
      names = "--max-age",
      paramLabel = "AGE",
      converter = PointInTime.Converter.class,
      description = "Changed since.")
  private @Nullable PointInTime maxAge;

  @Option(
      names = {"-l", "--long"},
      description = "Show size in bytes and time of change, too.")
  private boolean details;

  @Option(
      names = {"-h", "--human"},
      description = "The same, with sizes in KiB, MiB and so on.")
  private boolean human;

  @Option(
      names = {"-0", "--null"},
      description = "End each address with a zero byte and escape nothing, as xargs -0 wants it.")
  private boolean zero;

  Find(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    Predicate<FileInfo> wanted = filter();
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(
          root, "find", addresses, address -> find(finder.locate(address), wanted));
    }
  }

  private void find(Place folder, Predicate<FileInfo> wanted) throws IOException {
    if (!folder.isRoot() && folder.store().isFile(folder.key())) {
      throw new InvalidPathException(
          folder.error("It is a file").hint("find looks below folders").build(), null);
    }
    if (glob == null || glob.indexOf('/') < 0) {
      Entries.files(
          folder,
          glob,
          LeftOut.noted(root, folder),
          entry -> {
            if (entry instanceof FileInfo file && wanted.test(file)) {
              print(folder, file);
            }
          });
      return;
    }
    if (!folder.isRoot() && !folder.store().isFolder(folder.key())) {
      throw Entries.missing(folder);
    }
    String below = folder.isRoot() ? "" : folder.key() + "/";
    try (Stream<FileInfo> files = globbed(folder, glob)) {
      Iterator<FileInfo> found = files.filter(wanted).iterator();
      while (found.hasNext()) {
        FileInfo file = found.next();
        print(folder, file.withPath(below + file.path()));
      }
    }
  }

  /**
   * What is special in a pattern may be plain in a folder's name, so that the folder is a store.
   */
  private static Stream<FileInfo> globbed(Place folder, String pattern) {
    return folder.isRoot()
        ? folder.store().glob(pattern)
        : folder.store().child(folder.key()).glob(pattern);
  }

  private Predicate<FileInfo> filter() {
    Predicate<FileInfo> all = file -> true;
    if (minSize != null) {
      long min = minSize;
      all = all.and(file -> file.size() != FileInfo.UNKNOWN_SIZE && file.size() >= min);
    }
    if (maxSize != null) {
      long max = maxSize;
      all = all.and(file -> file.size() != FileInfo.UNKNOWN_SIZE && file.size() <= max);
    }
    if (minAge != null) {
      Instant latest = minAge.before(root.console().clock());
      all = all.and(file -> file.modifiedAt() != null && !latest.isBefore(file.modifiedAt()));
    }
    if (maxAge != null) {
      Instant earliest = maxAge.before(root.console().clock());
      all = all.and(file -> file.modifiedAt() != null && !earliest.isAfter(file.modifiedAt()));
    }
    return all;
  }

  private void print(Place folder, FileInfo file) throws IOException {
    String below = folder.isRoot() ? file.path() : file.path().substring(folder.key().length() + 1);
    String address = folder.at(below);
    if (root.json()) {
      root.out().record(FileLine.record(file, below, address));
    } else if (zero) {
      root.out().stream().write((address + "\0").getBytes(StandardCharsets.UTF_8));
    } else {
      Detail detail = human ? Detail.HUMAN : details ? Detail.BYTES : Detail.NAME;
      root.out().line(FileLine.of(file, address, detail));
    }
  }
}
