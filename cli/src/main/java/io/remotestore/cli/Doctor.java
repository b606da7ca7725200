package io.remotestore.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks each step that a store needs to work. */
@Command(
    name = "doctor",
    description = {
      "Check stores step by step, and warn of odd settings.",
      "It looks up the name, connects, pings the store and reads a file. Then it lists the"
          + " capabilities, and why some are missing. The exit code is 1 if a step fails."
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
      description = "The stores; it looks for a file in the named folder.")
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
