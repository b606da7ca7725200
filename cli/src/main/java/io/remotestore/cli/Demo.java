package io.remotestore.cli;

import io.remotestore.Store;
import io.remotestore.examples.lake.LakeDemo;
import io.remotestore.examples.lake.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the pipeline of the examples. */
@Command(
    name = "demo",
    description = {
      "Run a pipeline: bronze, silver and gold layers of a lake.",
      "A month of flights is turned into answers and a report.",
      "Running it again writes only missing or different files, and deletes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  remote-store demo", "  remote-store demo --to data:flights"})
final class Demo implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      defaultValue = "demo-lake",
      description = "Where the lake goes (default: ${DEFAULT-VALUE}).")
  private String to = "";

  Demo(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    if (root.json()) {
      return root.errors()
          .line("demo", "it tells a story, and has no --json", ExitCode.USAGE)
          .number();
    }
    PrintStream out = new PrintStream(root.out().stream(), true, StandardCharsets.UTF_8);
    boolean color = root.console().outScreen() == Console.Screen.COLOR;
    try (Addresses addresses = root.addresses()) {
      Store lake = addresses.folder(to);
      LakeDemo.run(lake, color ? Terminal.color(out) : Terminal.plain(out), root.console().clock());
    }
    root.out().flush();
    return ExitCode.DONE.number();
  }
}
