package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.ErrorDetails;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.Operation;
import io.remotestore.PathEntry;
import io.remotestore.RemoteStoreException;
import io.remotestore.SkippedEntry;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.cli.Entries.Depth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies or moves files and folders, one file after the other. A failure is printed, and the other
 * files are still tried.
 *
 * <p>A target written with a slash at its end, and the target of several sources, is a folder that
 * takes each under its own name, as is a folder that is there for a file. Else the copy gets the
 * name of the target: the files of a folder go right below it, whether it is there already or not.
 */
final class Transfers {
  /** Stands for standard input or output. */
  static final String STANDARD = "-";

  /** Folders at all levels; the listing of the files reports the skipped entries of both. */
  static final ListOptions FOLDERS = ListOptions.recursive().withSkippedListener(skipped -> {});

  private final RemoteStoreCommand root;
  private final TransferOptions options;
  private final FileAction action;
  private final Outcomes outcomes;
  private long files;
  private long bytes;
  private long skipped;

  /** What is done with each file. */
  interface FileAction {
    /** Says what it does, such as {@code copy}. */
    String verb();

    /** Does it; progress hears of the bytes. */
    void run(Place source, Place target, Progress progress) throws IOException;

    /** Is called when all files below a folder have been done without a failure. */
    default void folderDone(Place folder) throws IOException {}
  }

  Transfers(RemoteStoreCommand root, String command, TransferOptions options, FileAction action) {
    this.root = root;
    this.options = options;
    this.action = action;
    this.outcomes = new Outcomes(root, command, Outcomes.Kind.ONE_JOB);
  }

  /** Copies standard input to a file. */
  int fromStandardInput(Place target) throws IOException {
    if (target.isRoot() || target.writtenAsFolder() || target.store().isFolder(target.key())) {
      throw refused(target, "Standard input has no name to take in a folder", "name the file");
    }
    if (options.skipsExisting() && target.store().exists(target.key())) {
      skip(target);
      return ExitCode.DONE.number();
    }
    if (options.dryRun()) {
      tell(STANDARD, target, FileInfo.UNKNOWN_SIZE);
      return ExitCode.DONE.number();
    }
    try (Progress progress = Progress.of(root, FileInfo.UNKNOWN_SIZE)) {
      WriteResult written =
          target
              .store()
              .withListener(progress)
              .write(target.key(), root.console().in(), typed(target));
      tell(STANDARD, target, written.size());
    }
    return ExitCode.DONE.number();
  }

  private WriteOptions typed(Place target) {
    String type = ContentTypes.of(target.name());
    if (type == null || !target.store().supports(Capability.CONTENT_HEADERS)) {
      return options.write();
    }
    return options.write().withContentType(type);
  }

  /** Does all that was asked; returns the exit code of the first failure, if there was one. */
  int run(List<Place> sources, Place target) throws IOException {
    boolean several = sources.size() > 1;
    if (several && !target.isRoot() && target.store().isFile(target.key())) {
      throw refused(target, "The target of several must be a folder, and it is a file", null);
    }
    requireDifferentNames(sources);
    Instant start = root.console().clock().instant();
    Progress progress = Progress.of(root, total(sources));
    try (progress) {
      for (Place source : sources) {
        outcomes.attempt(() -> transfer(source, target, several, progress));
      }
    }
    summarize(Duration.between(start, root.console().clock().instant()), progress.wasShown());
    return outcomes.code().number();
  }

  /** Two of one name would go to one place, the second over the first. */
  private static void requireDifferentNames(List<Place> sources) {
    Set<String> names = new HashSet<>();
    for (Place source : sources) {
      if (sources.size() > 1 && !names.add(source.requireName())) {
        throw refused(source, "Two of the sources have this name", "move or copy them one by one");
      }
    }
  }

  /**
   * The number of all bytes, counted only if progress is shown; unknown if a folder cannot be
   * listed.
   */
  private long total(List<Place> sources) throws IOException {
    if (!Progress.isWanted(root)) {
      return FileInfo.UNKNOWN_SIZE;
    }
    long[] sum = {0};
    try {
      for (Place source : sources) {
        if (isFile(source)) {
          sum[0] += source.store().getFileInfo(source.key()).size();
        } else {
          Entries.list(
              source,
              Depth.ALL,
              skipped -> {},
              file -> sum[0] += Math.max(0, ((FileInfo) file).size()));
        }
      }
    } catch (RemoteStoreException e) {
      return FileInfo.UNKNOWN_SIZE; // the transfer itself tells
    }
    return sum[0];
  }

  private static boolean isFile(Place place) {
    return !place.isRoot() && place.store().isFile(place.key());
  }

  private void transfer(Place source, Place target, boolean several, Progress progress)
      throws IOException {
    boolean into = several || target.writtenAsFolder();
    if (isFile(source)) {
      boolean folder = into || target.isRoot() || target.store().isFolder(target.key());
      Place file = folder ? target.below(source.requireName()) : target;
      one(source, file, source.store().getFileInfo(source.key()).size(), progress);
      return;
    }
    if (!source.isRoot() && !source.store().isFolder(source.key())) {
      FileInfo unused = source.store().getFileInfo(source.path()); // says that it is not there
    }
    if (!options.recursive()) {
      throw refused(source, "It is a folder", "-r takes it with all that is below");
    }
    folder(source, into ? target.below(source.requireName()) : target, progress);
  }

  private void folder(Place source, Place target, Progress progress) throws IOException {
    if (target.location().startsWith(source.location())) {
      throw refused(target, "The target is the source, or lies in it", null);
    }
    boolean[] allDone = {true};
    int skip = source.isRoot() ? 0 : source.key().length() + 1;
    Entries.Action each =
        entry -> {
          String below = entry.path().substring(skip);
          long size = entry instanceof FileInfo file ? file.size() : FileInfo.UNKNOWN_SIZE;
          allDone[0] &=
              outcomes.attempt(() -> one(source.below(below), target.below(below), size, progress));
        };
    List<String> folders = folders(source, skip);
    List<SkippedEntry> leftOut = new ArrayList<>();
    if (source.location().startsWith(target.location())) {
      listedFirst(source, target, skip, leftOut, each);
    } else {
      Entries.list(source, Depth.ALL, leftOut::add, each);
    }
    allDone[0] &= tellLeftOut(source, leftOut);
    if (!options.dryRun()) {
      makeFolders(target, folders);
      if (allDone[0]) {
        action.folderDone(source);
      }
    }
  }

  /** What is written into a folder above must neither be listed again, nor replace a source. */
  private void listedFirst(
      Place source, Place target, int skip, List<SkippedEntry> leftOut, Entries.Action each)
      throws IOException {
    List<PathEntry> entries = new ArrayList<>();
    Entries.list(source, Depth.ALL, leftOut::add, entries::add);
    Set<String> sources = new HashSet<>();
    for (PathEntry entry : entries) {
      sources.add(source.below(entry.path().substring(skip)).location());
    }
    for (PathEntry entry : entries) {
      Place goal = target.below(entry.path().substring(skip));
      if (sources.contains(goal.location())) {
        throw refused(goal, "The target is one of the sources", "take another folder in between");
      }
    }
    for (PathEntry entry : entries) {
      each.accept(entry);
    }
  }

  /** The folders below, where they exist by themselves, so that empty ones go along. */
  private static List<String> folders(Place source, int skip) {
    if (!source.store().supports(Capability.EMPTY_FOLDERS)) {
      return List.of();
    }
    try (Stream<FolderEntry> all = source.store().listFolders(source.key(), FOLDERS)) {
      return all.map(folder -> folder.path().substring(skip)).toList();
    }
  }

  private void makeFolders(Place target, List<String> folders) throws IOException {
    if (!target.store().supports(Capability.EMPTY_FOLDERS)) {
      return;
    }
    if (!target.isRoot()) {
      outcomes.attempt(() -> target.store().createFolder(target.key()));
    }
    for (String folder : folders) {
      outcomes.attempt(() -> target.store().createFolder(target.below(folder).key()));
    }
  }

  /** Returns whether nothing was left out. */
  private boolean tellLeftOut(Place source, List<SkippedEntry> leftOut) throws IOException {
    for (SkippedEntry entry : leftOut) {
      outcomes.attempt(
          () -> {
            throw new RemoteStoreException(
                ErrorDetails.of(LeftOut.why(entry)).path(LeftOut.shown(source, entry)).build(),
                null);
          });
    }
    return leftOut.isEmpty();
  }

  private void one(Place source, Place target, long size, Progress progress) throws IOException {
    if (source.location().equals(target.location())) {
      return; // it is where it is to be
    }
    if (options.skipsExisting() && target.store().exists(target.key())) {
      skip(target);
      return;
    }
    if (options.dryRun()) {
      tell(source, target, size);
      return;
    }
    try {
      action.run(source, target, progress);
    } catch (AlreadyExistsException e) {
      if (!options.skipsExisting()) {
        throw e;
      }
      skip(target); // somebody made it since we looked
      return;
    }
    files++;
    bytes += Math.max(0, size);
    progress.reached(bytes);
    tell(source, target, size);
  }

  private void skip(Place target) throws IOException {
    skipped++;
    if (root.json()) {
      root.out().record(new Fields().add("skipped", target.shown()));
    } else if (root.verbose()) {
      root.errors().note("skipped " + target.shown());
    }
  }

  private void tell(Place source, Place target, long size) throws IOException {
    tell(source.shown(), target, size);
  }

  private void tell(String source, Place target, long size) throws IOException {
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("action", action.verb())
                  .add("source", source)
                  .add("target", target.shown())
                  .add("bytes", size < 0 ? null : size)
                  .add("dryRun", options.dryRun() ? true : null));
      return;
    }
    String pair = source + " -> " + target.shown();
    if (options.dryRun()) {
      boolean taken = !options.overwrites() && target.store().exists(target.key());
      root.out().line("would " + action.verb() + " " + pair + (taken ? "; it exists already" : ""));
    } else if (root.verbose()) {
      root.errors().note(pair);
    }
  }

  private void summarize(Duration took, boolean shown) {
    boolean worth = shown || files > 1 || skipped > 0;
    if (!Progress.isWanted(root) || options.dryRun() || !worth) {
      return;
    }
    double seconds = Math.max(0, took.toNanos() / 1e9); // clocks can be set back
    String rate = seconds < 0.1 ? "" : ", " + ByteSize.human((long) (bytes / seconds)) + "/s";
    String left = skipped == 0 ? "" : ", " + skipped + " skipped";
    root.errors()
        .note(
            String.format("%s, %s", Tree.count(files, "file"), ByteSize.human(bytes))
                + String.format(Locale.ROOT, " in %.1f s", seconds)
                + rate
                + left);
  }

  private static InvalidPathException refused(Place place, String problem, @Nullable String hint) {
    ErrorDetails.Builder details = place.error(problem).operation(Operation.COPY);
    if (hint != null) {
      details.hint(hint);
    }
    return new InvalidPathException(details.build(), null);
  }
}
