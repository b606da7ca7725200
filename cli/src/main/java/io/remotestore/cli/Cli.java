package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: finds the command that the arguments name, runs it, and tells its errors. */
final class Cli {
  private static final List<String> NAMES =
      List.of(
          "ls",
          "tree",
          "cat",
          "stat",
          "put",
          "get",
          "cp",
          "mv",
          "rm",
          "mkdir",
          "find",
          "du",
          "presign",
          "uploads",
          "ping",
          "caps",
          "doctor",
          "config",
          "demo",
          "completion",
          "man-page");

  /** What other programs call a command. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("copy", "cp"),
          Map.entry("upload", "put"),
          Map.entry("download", "get"),
          Map.entry("move", "mv"),
          Map.entry("rename", "mv"),
          Map.entry("remove", "rm"),
          Map.entry("delete", "rm"),
          Map.entry("del", "rm"),
          Map.entry("list", "ls"),
          Map.entry("dir", "ls"),
          Map.entry("lsl", "ls -l"),
          Map.entry("size", "du -h"),
          Map.entry("info", "stat"),
          Map.entry("head", "stat"),
          Map.entry("sign", "presign"),
          Map.entry("check", "doctor"),
          Map.entry("capabilities", "caps"));

  /** What tells of all commands. */
  private static final List<String> ABOUT_ALL = List.of("completion", "man-page");

  private final Console console;
  private final Output out;
  private final Output err;

  Cli(Console console) {
    this.console = console;
    this.out = new Output(console.out(), console.outScreen());
    this.err = new Output(console.err(), console.errScreen());
  }

  /** Runs one command and returns its exit code. Throws nothing. */
  int run(String... args) {
    RemoteStoreCommand root = new RemoteStoreCommand(console, out, err);
    try {
      int code = commandLine(root, args).execute(args);
      if (code == ExitCode.DONE.number()) {
        out.flush();
      } else {
        out.tryFlush();
      }
      return code;
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      return root.errors().tell("", e).number();
    }
  }

  private CommandLine commandLine(RemoteStoreCommand root, String... args) {
    CommandLine commands = new CommandLine(root);
    commands.addMixin("help", new Help());
    for (String name : wanted(args)) {
      commands.addSubcommand(command(name, root));
    }
    commands.addSubcommand(new HelpCommand());
    Ansi ansi = console.outScreen() == Screen.COLOR ? Ansi.ON : Ansi.OFF;
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commands.setOut(new PrintWriter(out.stream(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err.stream(), true, StandardCharsets.UTF_8));
    commands.setUsageHelpWidth(Math.max(60, Math.min(console.columns(), 100)));
    commands.setAbbreviatedOptionsAllowed(false);
    // A file whose name begins with @ is meant, not what stands in it.
    commands.setExpandAtFiles(false);
    commands.setParameterExceptionHandler((wrong, given) -> usage(wrong, root.errors()));
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          String name = command.getCommandSpec().qualifiedName();
          return root.errors().tell(name.substring(name.indexOf(' ') + 1), failure).number();
        });
    return commands;
  }

  /** The commands of the help, in their order. */
  static List<String> names() {
    return NAMES.stream().filter(name -> !name.equals("man-page")).toList();
  }

  /** To read what a command takes costs milliseconds: only of the one that is run, if one is. */
  private static List<String> wanted(String... args) {
    boolean one = args.length > 0 && NAMES.contains(args[0]) && !ABOUT_ALL.contains(args[0]);
    return one ? List.of(args[0]) : NAMES;
  }

  private static CommandLine command(String name, RemoteStoreCommand root) {
    CommandLine line =
        new CommandLine(
            switch (name) {
              case "ls" -> new Ls(root);
              case "tree" -> new Tree(root);
              case "cat" -> new Cat(root);
              case "stat" -> new Stat(root);
              case "put" -> new Put(root);
              case "get" -> new Get(root);
              case "cp" -> new Cp(root);
              case "mv" -> new Mv(root);
              case "rm" -> new Rm(root);
              case "mkdir" -> new Mkdir(root);
              case "find" -> new Find(root);
              case "du" -> new Du(root);
              case "presign" -> new Presign(root);
              case "uploads" -> new Uploads();
              case "ping" -> new Ping(root);
              case "caps" -> new Caps(root);
              case "doctor" -> new Doctor(root);
              case "config" -> new Config();
              case "demo" -> new Demo(root);
              case "completion" -> new Completion(root);
              case "man-page" -> new ManPage(root);
              default -> throw new IllegalArgumentException("no command: " + name);
            });
    if (name.equals("config")) {
      line.addSubcommand(withHelp(new CommandLine(new ConfigCheck(root))));
      line.addSubcommand(withHelp(new CommandLine(new ConfigShow(root))));
    }
    if (name.equals("uploads")) {
      line.addSubcommand(withHelp(new CommandLine(new UploadsList(root))));
      line.addSubcommand(withHelp(new CommandLine(new UploadsAbort(root))));
    }
    return withHelp(line);
  }

  /** In commands that show sizes, -h asks for sizes that people can read. */
  private static CommandLine withHelp(CommandLine command) {
    boolean taken = command.getCommandSpec().findOption("-h") != null;
    return command.addMixin("help", taken ? new LongHelp() : new Help());
  }

  private static int usage(ParameterException wrong, Errors errors) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && wrong.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      String name = unmatched.getUnmatched().get(0);
      String meant = ELSEWHERE.getOrDefault(name, nearest(unmatched));
      String hint =
          meant.isEmpty() ? "'remote-store --help' lists them" : "did you mean '" + meant + "'?";
      return errors
          .line("", "there is no command '" + name + "'; " + hint, ExitCode.USAGE)
          .number();
    }
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String nearest = wrong instanceof UnmatchedArgumentException it ? nearest(it) : "";
    String hint =
        nearest.isEmpty()
            ? "'" + command + " --help' says how it goes"
            : "did you mean '" + nearest + "'?";
    return errors.line("", wrong.getMessage() + "; " + hint, ExitCode.USAGE).number();
  }

  private static String nearest(UnmatchedArgumentException unmatched) {
    List<String> suggestions = unmatched.getSuggestions();
    return suggestions.isEmpty() ? "" : suggestions.get(0);
  }

  private static final class LongHelp {
    @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean requested;
  }

  private static final class Help {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean requested;
  }
}
