package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.PathEntry;
import io.remotestore.RemotePath;
import io.remotestore.cli.Entries.Depth;
import io.remotestore.cli.FileLine.Detail;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists folders and files. */
@Command(
    name = "ls",
    description = {
      "List folders and files.",
      "They come in the order of names where the store has one. A folder's name ends in a slash;"
          + " control characters in names are shown as \\uXXXX."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store ls                       this folder",
      "  remote-store ls -lh data:raw          with sizes and times",
      "  remote-store ls -r --sort size data:  all files below, the largest first"
    })
final class Ls implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      defaultValue = ".",
      description = "The folders or files to list; this folder if not given.")
  private List<String> addresses = List.of();

  @Option(
      names = {"-l", "--long"},
      description = "Show size in bytes and time of change, too.")
  private boolean details;

  @Option(
      names = {"-h", "--human"},
      description = "The same, with sizes in KiB, MiB and so on.")
  private boolean human;

  @Option(
      names = {"-r", "-R", "--recursive"},
      description = "List the files of all levels below.")
  private boolean recursive;

  @Option(
      names = "--sort",
      paramLabel = "BY",
      description =
          "Order by ${COMPLETION-CANDIDATES}: names from a on, sizes from the largest, times from"
              + " the newest. Holds the whole listing in memory.")
  private @Nullable Sort sort;

  @Option(names = "--reverse", description = "The other way round.")
  private boolean reverse;

  /** What a listing is ordered by. */
  enum Sort {
    name,
    size,
    time
  }

  /** A line to be: the entry, its name in the listing, its address. */
  private record Line(PathEntry entry, String name, String address) {}

  Ls(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "ls", addresses, address -> list(finder.locate(address)));
    }
  }

  private void list(Place place) throws IOException {
    if (!place.isRoot() && place.store().isFile(place.key())) {
      FileInfo file = place.store().getFileInfo(place.key());
      print(new Line(file, RemotePath.of(place.key()).name(), place.address()));
      return;
    }
    boolean titled = addresses.size() > 1 && !root.json();
    if (titled) {
      root.out().line(place.shown() + ":");
    }
    if (sort == null && !reverse) {
      Entries.list(place, depth(), LeftOut.noted(root, place), entry -> print(line(place, entry)));
    } else {
      List<Line> lines = new ArrayList<>();
      Entries.list(
          place, depth(), LeftOut.noted(root, place), entry -> lines.add(line(place, entry)));
      lines.sort(order());
      for (Line line : lines) {
        print(line);
      }
    }
    if (titled) {
      root.out().line("");
    }
  }

  private Depth depth() {
    return recursive ? Depth.ALL : Depth.ONE;
  }

  private static Line line(Place folder, PathEntry entry) {
    String key = folder.key();
    String name = key.isEmpty() ? entry.path() : entry.path().substring(key.length() + 1);
    return new Line(entry, name, folder.at(name));
  }

  private Comparator<Line> order() {
    Comparator<Line> byName = Comparator.comparing(Line::name);
    Comparator<Line> order =
        switch (sort == null ? Sort.name : sort) {
          case name -> byName;
          case size -> Comparator.comparingLong(Ls::size).reversed().thenComparing(byName);
          case time -> Comparator.comparing(Ls::time).reversed().thenComparing(byName);
        };
    return reverse ? order.reversed() : order;
  }

  private static long size(Line line) {
    return line.entry() instanceof FileInfo file ? file.size() : FileInfo.UNKNOWN_SIZE;
  }

  private static Instant time(Line line) {
    Instant time = line.entry() instanceof FileInfo file ? file.modifiedAt() : null;
    return time == null ? Instant.MIN : time;
  }

  private void print(Line line) throws IOException {
    if (root.json()) {
      root.out().record(FileLine.record(line.entry(), line.name(), line.address()));
      return;
    }
    Detail detail = human ? Detail.HUMAN : details ? Detail.BYTES : Detail.NAME;
    root.out().line(FileLine.of(line.entry(), line.name(), detail));
  }
}
