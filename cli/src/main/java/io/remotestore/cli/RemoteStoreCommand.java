package io.remotestore.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What stands before and beside every command. */
@Command(
    name = "remote-store",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Files of any store: list, copy, move, remove and check them.",
    footerHeading = "%nAn ADDRESS is one of%n",
    footer = {
      "  data:a/b.txt          a path in the store 'data' of the configuration",
      "  file:///data/b.txt    a URL of any backend that is here",
      "  a/b.txt, /x, ./c:d    a path of this machine; with a colon it needs the ./",
      "",
      "The configuration is --config FILE, else remote-store.toml in this folder, else",
      "remote-store/remote-store.toml in XDG_CONFIG_HOME (~/.config if unset) and,",
      "on Windows, in APPDATA.",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 not found,",
      "4 there already or condition failed, 5 denied, 6 unavailable, 130 interrupted.",
      "",
      "Examples:",
      "  remote-store ls -l data:raw",
      "  remote-store cp -r data:raw backup:raw",
      "  remote-store COMMAND --help"
    })
final class RemoteStoreCommand implements Callable<Integer> {
  private final Console console;
  private final Output out;
  private final Errors errors;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The file that names stores: TOML, YAML or JSON.")
  private @Nullable Path config;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Write results as JSON, one object a line; errors too.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Show no progress and no summary.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description =
          "Show each file, each retry, and the place in the program where an error arose.")
  private boolean verbose;

  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Spec private @Nullable CommandSpec spec;

  RemoteStoreCommand(Console console, Output out, Output err) {
    this.console = console;
    this.out = out;
    this.errors = new Errors(err, this);
  }

  @Override
  public Integer call() {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    throw new ParameterException(line, "No command was given");
  }

  /** Returns what finds stores; close it when the command is done. */
  Addresses addresses() {
    return new Addresses(console, configFiles());
  }

  ConfigFiles configFiles() {
    return new ConfigFiles(console, config);
  }

  Console console() {
    return console;
  }

  Output out() {
    return out;
  }

  Errors errors() {
    return errors;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }
}
