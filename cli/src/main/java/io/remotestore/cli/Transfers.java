package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.ErrorDetails;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.Operation;
import io.remotestore.RemoteStoreException;
import io.remotestore.cli.Entries.Depth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Copies or moves files and folders, one file after the other; a file that fails is told and leaves
 * the others to be done.
 *
 * <p>A target written with a slash at its end, and the target of several sources, is a folder that
 * takes each under its own name, as is a folder that is there for a file. Else it is what the copy
 * is called: the files of a folder go right below it, whether it is there already or not.
 */
final class Transfers {
  /** Stands for standard input or output. */
  static final String STANDARD = "-";

  /** From that many bytes on, a look at the target costs less than to find out at the end. */
  private static final long WORTH_A_LOOK = 1 << 20;

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
  int fromStandardInput(Place target) {
    requireFree(target);
    try (Progress progress = Progress.of(root, FileInfo.UNKNOWN_SIZE)) {
      target
          .store()
          .withListener(progress)
          .write(target.path(), root.console().in(), options.write());
    }
    return ExitCode.DONE.number();
  }

  /** Does all that was asked; returns the exit code of the first failure, if there was one. */
  int run(List<Place> sources, Place target) throws IOException {
    boolean several = sources.size() > 1;
    if (several && !target.isRoot() && target.store().isFile(target.key())) {
      throw refused(target, "The target of several must be a folder, and it is a file", null);
    }
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

  /** Bytes in all, counted only for whom it is shown; unknown if a folder cannot be looked at. */
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
          Entries.list(source, Depth.ALL, file -> sum[0] += Math.max(0, ((FileInfo) file).size()));
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
    Entries.list(
        source,
        Depth.ALL,
        entry -> {
          String below = entry.path().substring(skip);
          long size = entry instanceof FileInfo file ? file.size() : FileInfo.UNKNOWN_SIZE;
          allDone[0] &=
              outcomes.attempt(() -> one(source.below(below), target.below(below), size, progress));
        });
    if (allDone[0] && !options.dryRun()) {
      action.folderDone(source);
    }
  }

  private void one(Place source, Place target, long size, Progress progress) throws IOException {
    if (options.skipsExisting() && target.store().exists(target.key())) {
      skip(target);
      return;
    }
    if (options.dryRun()) {
      tell(source, target, size);
      return;
    }
    if (size < 0 || size >= WORTH_A_LOOK) {
      requireFree(target);
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

  /** Saves the work of a transfer that would find its target taken; the transfer itself decides. */
  private void requireFree(Place target) {
    if (options.overwrites() || !target.store().isFile(target.key())) {
      return;
    }
    throw new AlreadyExistsException(
        target.error("The file exists already").operation(Operation.COPY).build(), null);
  }

  private void skip(Place target) throws IOException {
    skipped++;
    if (root.json()) {
      root.out().record(new Fields().add("skipped", target.address()));
    } else if (root.verbose()) {
      root.errors().note("skipped " + target.address());
    }
  }

  private void tell(Place source, Place target, long size) throws IOException {
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("action", action.verb())
                  .add("source", source.address())
                  .add("target", target.address())
                  .add("bytes", size < 0 ? null : size)
                  .add("dryRun", options.dryRun() ? true : null));
      return;
    }
    String pair = source.address() + " -> " + target.address();
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
    double seconds = took.toNanos() / 1e9;
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
