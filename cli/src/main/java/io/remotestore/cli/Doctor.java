package io.remotestore.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at all that has to work before a store does. */
@Command(
    name = "doctor",
    description = {
      "Look at all that has to work, and what is odd.",
      "The name is looked up, a connection made, the store asked, a file read; then what it can do,"
          + " and why not. The exit code is 1 if anything of that fails."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store doctor data:",
      "  remote-store doctor --write s3://bucket/folder",
      "  remote-store doctor --json data: | grep '\"status\":\"failed\"'"
    })
final class Doctor implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "1..*",
      description = "The stores; the folder named is where a file is looked for.")
  private List<String> addresses = List.of();

  @Option(
      names = "--write",
      description = "Also write, read back and delete a small file in that folder.")
  private boolean write;

  Doctor(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    boolean[] allWell = {true};
    try (Addresses finder = root.addresses()) {
      int code =
          Outcomes.each(
              root,
              "doctor",
              addresses,
              address -> {
                CheckReport report = new CheckReport(root, finder.locate(address));
                new Checkup(root.console(), report).run(write);
                allWell[0] &= !report.hasFailures();
              });
      boolean told = code != ExitCode.DONE.number();
      return told || allWell[0] ? code : ExitCode.FAILED.number();
    }
  }
}
