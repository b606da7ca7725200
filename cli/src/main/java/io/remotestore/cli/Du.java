package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.cli.Entries.Depth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds up sizes. */
@Command(
    name = "du",
    description = {
      "Add up the sizes of files below folders.",
      "A line has the bytes, the number of files, and the address.",
      "It is the length of the files, not the room that they take where they are."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store du -h data:raw",
      "  remote-store du -h --depth 1 data:   each folder in it, then all"
    })
final class Du implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      defaultValue = ".",
      description = "The folders or files to add up; this folder if not given.")
  private List<String> addresses = List.of();

  @Option(
      names = {"-d", "--depth"},
      paramLabel = "LEVELS",
      defaultValue = "0",
      description = "Show the folders so many levels below, too.")
  private int depth;

  @Option(
      names = {"-h", "--human"},
      description = "Sizes in KiB, MiB and so on.")
  private boolean human;

  /** What a folder adds up to. */
  private static final class Sum {
    private long bytes;
    private long files;
  }

  Du(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    if (depth < 0) {
      return root.errors().line("du", "--depth counts from 0", ExitCode.USAGE).number();
    }
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "du", addresses, address -> add(finder.locate(address)));
    }
  }

  private void add(Place place) throws IOException {
    Map<String, Sum> sums = new TreeMap<>();
    Sum all = new Sum();
    if (!place.isRoot() && place.store().isFile(place.key())) {
      count(all, place.store().getFileInfo(place.key()));
    } else {
      String below = place.isRoot() ? "" : place.key() + "/";
      Entries.list(
          place,
          Depth.ALL,
          LeftOut.noted(root, place),
          entry -> {
            if (entry instanceof FileInfo file) {
              count(all, file);
              countFolders(sums, file, file.path().substring(below.length()));
            }
          });
    }
    for (Map.Entry<String, Sum> sum : sums.entrySet()) {
      print(place.below(sum.getKey()), sum.getValue());
    }
    print(place, all);
  }

  private void countFolders(Map<String, Sum> sums, FileInfo file, String path) {
    int end = -1;
    for (int level = 0; level < depth; level++) {
      end = path.indexOf('/', end + 1);
      if (end < 0) {
        return;
      }
      count(sums.computeIfAbsent(path.substring(0, end), folder -> new Sum()), file);
    }
  }

  private static void count(Sum sum, FileInfo file) {
    sum.files++;
    sum.bytes += Math.max(0, file.size());
  }

  private void print(Place place, Sum sum) throws IOException {
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("address", place.address())
                  .add("bytes", sum.bytes)
                  .add("files", sum.files));
      return;
    }
    String size =
        human ? String.format("%9s", ByteSize.human(sum.bytes)) : String.format("%15d", sum.bytes);
    root.out().line(size + String.format("  %9d  ", sum.files) + place.shown());
  }
}
