package io.remotestore.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the command that the arguments name, runs it, and tells its errors. */
final class Cli {
  private final Console console;
  private final Output out;
  private final Output err;

  Cli(Console console) {
    this.console = console;
    this.out = new Output(console.out());
    this.err = new Output(console.err());
  }

  /** Runs one command and returns its exit code. Throws nothing. */
  int run(String... args) {
    RemoteStoreCommand root = new RemoteStoreCommand(console, out);
    Errors errors = new Errors(err, root);
    try {
      int code = commandLine(root, errors).execute(args);
      if (code == ExitCode.DONE.number()) {
        out.flush();
      }
      return code;
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      return errors.tell("", e).number();
    }
  }

  private CommandLine commandLine(RemoteStoreCommand root, Errors errors) {
    CommandLine commands = new CommandLine(root);
    List.of(
            new Demo(root),
            new Ls(root),
            new Cat(root),
            new Put(root),
            new Get(root),
            new Stat(root))
        .forEach(commands::addSubcommand);
    commands.getSubcommands().values().forEach(command -> command.addMixin("help", new Help()));
    commands.addMixin("help", new Help());
    commands.addSubcommand(new HelpCommand());
    Ansi ansi = console.style() == Console.Style.COLOR ? Ansi.ON : Ansi.OFF;
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commands.setOut(new PrintWriter(out.stream(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err.stream(), true, StandardCharsets.UTF_8));
    commands.setUsageHelpAutoWidth(true);
    commands.setParameterExceptionHandler((wrong, args) -> usage(wrong, errors));
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          out.tryFlush();
          return errors.tell(command.getCommandName(), failure).number();
        });
    return commands;
  }

  private static int usage(ParameterException wrong, Errors errors) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    List<String> nearest =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String hint =
        nearest.isEmpty()
            ? "'" + command + " --help' says how it goes"
            : "did you mean '" + nearest.get(0) + "'?";
    return errors.line("", wrong.getMessage() + "; " + hint, ExitCode.USAGE).number();
  }

  /** Not inherited from the root: the help command has such an option of its own. */
  private static final class Help {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean requested;
  }
}
