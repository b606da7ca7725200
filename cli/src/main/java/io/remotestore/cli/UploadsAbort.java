package io.remotestore.cli;

import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.Store;
import io.remotestore.Upload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Discards unfinished writes. */
@Command(
    name = "abort",
    description = {
      "Discard unfinished writes below a folder, one or those that are old.",
      "With --older-than, it skips the writes of running programs if the store knows them. A bucket"
          + " does not: choose a time that no write of yours takes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store uploads abort -n --older-than 7d data:    what would be discarded",
      "  remote-store uploads abort --older-than 7d data:",
      "  remote-store uploads abort --id ID data:"
    })
final class UploadsAbort implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", description = "The store or folder.")
  private String address = "";

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Discard nothing; write what would be.")
  private boolean dryRun;

  /** Which ones. */
  private static final class Which {
    @Option(names = "--id", paramLabel = "ID", description = "The one that 'uploads ls' shows so.")
    private @Nullable String id;

    @Option(
        names = "--older-than",
        paramLabel = "TIME",
        converter = Length.Converter.class,
        description = "All that began before that: 30s, 90m, 12h, 7d, 2w.")
    private @Nullable Length age;
  }

  UploadsAbort(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      Place place = finder.locate(address);
      Length age = which.age;
      if (age != null) {
        sweep(place, age.time());
      } else {
        abort(place, String.valueOf(which.id));
      }
    }
    return ExitCode.DONE.number();
  }

  private void abort(Place place, String id) throws IOException {
    Store folder = UploadsList.folder(place);
    List<Upload> found = find(folder, upload -> upload.id().equals(id));
    if (found.isEmpty()) {
      throw new NotFoundException(
          place
              .error("There is no unfinished write with the id " + id)
              .operation(Operation.UPLOADS)
              .hint("'uploads ls' shows those there are")
              .build(),
          null);
    }
    for (Upload upload : found) {
      if (!dryRun) {
        folder.uploads().abort(upload);
      }
      tell(place, upload);
    }
  }

  private void sweep(Place place, Duration age) throws IOException {
    Store folder = UploadsList.folder(place);
    Instant limit = root.console().clock().instant().minus(age);
    List<Upload> old = find(folder, upload -> isBefore(upload.startedAt(), limit));
    Set<String> left = new HashSet<>();
    if (!dryRun && !old.isEmpty()) {
      int unused = folder.uploads().sweep(age);
      find(folder, upload -> true).forEach(upload -> left.add(upload.id()));
    }
    for (Upload upload : old) {
      if (left.contains(upload.id())) {
        root.errors().note("still in use: " + UploadsList.line(upload));
      } else {
        tell(place, upload);
      }
    }
  }

  private static boolean isBefore(@Nullable Instant time, Instant limit) {
    return time != null && !time.isAfter(limit);
  }

  private static List<Upload> find(Store folder, Predicate<Upload> wanted) {
    try (Stream<Upload> all = folder.uploads().list()) {
      return all.filter(wanted).toList();
    }
  }

  private void tell(Place place, Upload upload) throws IOException {
    if (root.json()) {
      Fields record = UploadsList.record(place, upload).add("aborted", !dryRun);
      root.out().record(record.add("dryRun", dryRun ? true : null));
    } else {
      root.out().line((dryRun ? "would abort " : "aborted ") + UploadsList.line(upload));
    }
  }
}
