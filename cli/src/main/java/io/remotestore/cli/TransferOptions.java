package io.remotestore.cli;

import io.remotestore.CopyOptions;
import io.remotestore.WriteOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What commands that copy and move have in common. */
final class TransferOptions {

  @Option(
      names = {"-r", "-R", "--recursive"},
      description = "Take folders, too, with all that is below.")
  private boolean recursive;

  @ArgGroup private Existing existing = new Existing();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Change nothing; write what would be done.")
  private boolean dryRun;

  /** What happens to a file that is there already. */
  private static final class Existing {
    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Option(
        names = "--skip-existing",
        description = "Leave files that are there as they are; that is no error.")
    private boolean skip;
  }

  boolean recursive() {
    return recursive;
  }

  boolean overwrites() {
    return existing.overwrite;
  }

  boolean skipsExisting() {
    return existing.skip;
  }

  boolean dryRun() {
    return dryRun;
  }

  CopyOptions copy() {
    return overwrites() ? CopyOptions.overwrite() : CopyOptions.create();
  }

  WriteOptions write() {
    return overwrites() ? WriteOptions.overwrite() : WriteOptions.create();
  }
}
