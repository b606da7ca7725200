package io.remotestore.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done about unfinished writes. */
@Command(
    name = "uploads",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "List or discard the unfinished writes of killed programs.",
      "No listing shows them, and in a bucket they cost as much as files."
    })
final class Uploads implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    throw new ParameterException(line, "No command was given: ls or abort");
  }
}
