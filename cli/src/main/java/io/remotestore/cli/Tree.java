package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.PathEntry;
import io.remotestore.cli.Entries.Depth;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a folder and what is below. */
@Command(
    name = "tree",
    description = "Draw the tree below a folder, and count its files and folders.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store tree data:raw",
      "  remote-store tree -L 2 -h data:   two levels, with sizes"
    })
final class Tree implements Callable<Integer> {
  private final RemoteStoreCommand root;
  private long folders;
  private long files;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..1",
      defaultValue = ".",
      description = "The folder; this one if not given.")
  private String address = "";

  @Option(
      names = {"-L", "--depth"},
      paramLabel = "LEVELS",
      defaultValue = "100",
      description = "How many levels to draw (default: ${DEFAULT-VALUE}).")
  private int depth = 1;

  @Option(
      names = {"-h", "--human"},
      description = "Show sizes.")
  private boolean sizes;

  Tree(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    if (depth < 1) {
      return root.errors().line("tree", "--depth counts from 1", ExitCode.USAGE).number();
    }
    try (Addresses finder = root.addresses()) {
      Place place = finder.locate(address);
      if (!place.isRoot() && place.store().isFile(place.key())) {
        root.out().line(place.shown());
        return ExitCode.DONE.number();
      }
      List<PathEntry> top = children(place);
      if (!root.json()) {
        root.out().line(new Text().add(Style.FOLDER, place.shown()));
      }
      draw(place, top, "", 1);
      if (!root.json()) {
        root.out().line("");
        root.out().line(count(folders, "folder") + ", " + count(files, "file"));
      }
    }
    return ExitCode.DONE.number();
  }

  private List<PathEntry> children(Place folder) throws IOException {
    List<PathEntry> entries = new ArrayList<>();
    Entries.list(folder, Depth.ONE, LeftOut.noted(root, folder), entries::add);
    entries.sort(Comparator.comparing(PathEntry::name));
    return entries;
  }

  private void draw(Place folder, List<PathEntry> entries, String margin, int level)
      throws IOException {
    for (int i = 0; i < entries.size(); i++) {
      PathEntry entry = entries.get(i);
      boolean last = i == entries.size() - 1;
      Place place = folder.below(entry.name());
      print(entry, place, margin + (last ? "└── " : "├── "), level);
      if (entry instanceof FileInfo) {
        files++;
        continue;
      }
      folders++;
      if (level < depth) {
        draw(place, below(place), margin + (last ? "    " : "│   "), level + 1);
      }
    }
  }

  /** A folder that went away while it was being drawn has nothing in it. */
  private List<PathEntry> below(Place folder) throws IOException {
    try {
      return children(folder);
    } catch (io.remotestore.NotFoundException e) {
      return List.of();
    }
  }

  private void print(PathEntry entry, Place place, String lines, int level) throws IOException {
    if (root.json()) {
      root.out().record(FileLine.record(entry, entry.name(), place.address()).add("level", level));
      return;
    }
    Text line = new Text().add(Style.FAINT, lines);
    if (entry instanceof FileInfo file) {
      String size =
          !sizes || file.size() == FileInfo.UNKNOWN_SIZE ? "" : "  " + ByteSize.human(file.size());
      root.out().line(line.add(entry.name()).add(Style.FAINT, size));
    } else {
      root.out().line(line.add(Style.FOLDER, entry.name() + "/"));
    }
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
