package io.remotestore.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** Writes the manual page, in the macros of man(7). The build keeps it beside the program. */
@Command(name = "man-page", hidden = true, description = "Write the manual page.")
final class ManPage implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Spec private @Nullable CommandSpec spec;

  ManPage(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    for (String line : page(own.root())) {
      root.out().line(line);
    }
    return ExitCode.DONE.number();
  }

  private static List<String> page(CommandSpec program) {
    List<String> out = new ArrayList<>();
    String name = program.name();
    out.add(".TH " + quoted(name.toUpperCase(Locale.ROOT)) + " 1");
    out.add(".SH NAME");
    out.add(text(name) + " \\- " + text(String.join(" ", program.usageMessage().description())));
    out.add(".SH SYNOPSIS");
    out.add("\\fB" + text(name) + "\\fR [OPTION]... \\fICOMMAND\\fR [ARG]...");
    out.add(".SH OPTIONS");
    program.options().forEach(option -> option(out, option));
    out.add(".SH COMMANDS");
    commands(out, program);
    out.add(".SH ADDRESSES, CONFIGURATION, EXIT CODES");
    out.add("An ADDRESS is one of");
    literal(out, program.usageMessage().footer());
    return out;
  }

  private static void commands(List<String> out, CommandSpec parent) {
    for (CommandLine each : parent.subcommands().values()) {
      CommandSpec command = each.getCommandSpec();
      if (command.usageMessage().hidden() || command.name().equals("help")) {
        continue;
      }
      if (!command.subcommands().isEmpty()) {
        commands(out, command);
        continue;
      }
      command(out, command);
    }
  }

  private static void command(List<String> out, CommandSpec command) {
    out.add(".SS " + quoted(synopsis(command)));
    for (String line : command.usageMessage().description()) {
      out.add(text(line));
    }
    command.positionalParameters().forEach(each -> entry(out, each.paramLabel(), each));
    for (OptionSpec option : command.options()) {
      if (!option.inherited() && !option.usageHelp()) {
        option(out, option);
      }
    }
    if (command.usageMessage().footer().length > 0) {
      out.add(".PP");
      out.add("Examples:");
      literal(out, command.usageMessage().footer());
    }
  }

  private static String synopsis(CommandSpec command) {
    String[] custom = command.usageMessage().customSynopsis();
    if (custom.length > 0) {
      return custom[0].substring(custom[0].indexOf(' ') + 1);
    }
    String name = command.qualifiedName();
    StringBuilder out =
        new StringBuilder(name.substring(name.indexOf(' ') + 1)).append(" [OPTION]...");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      boolean optional = parameter.arity().min() == 0;
      boolean several = parameter.arity().max() > 1;
      out.append(optional ? " [" : " ").append(parameter.paramLabel());
      out.append(optional ? "]" : "").append(several ? "..." : "");
    }
    return out.toString();
  }

  private static void option(List<String> out, OptionSpec option) {
    String names = String.join(", ", option.names());
    entry(out, option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option);
  }

  private static void entry(List<String> out, String title, ArgSpec argument) {
    out.add(".TP");
    out.add("\\fB" + text(title) + "\\fR");
    out.add(text(String.join(" ", description(argument))));
  }

  private static List<String> description(ArgSpec argument) {
    List<String> candidates = new ArrayList<>();
    Iterable<String> all = argument.completionCandidates();
    if (all != null) {
      all.forEach(candidates::add);
    }
    List<String> out = new ArrayList<>();
    for (String line : argument.description()) {
      out.add(
          Ansi.OFF
              .string(line)
              .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates))
              .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())));
    }
    return out;
  }

  private static void literal(List<String> out, String[] lines) {
    out.add(".nf");
    for (String line : lines) {
      out.add(text(line));
    }
    out.add(".fi");
  }

  /** What is special to roff is written so that it is not. */
  private static String text(String line) {
    String escaped = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }

  private static String quoted(String text) {
    return "\"" + text(text).replace("\"", "\\(dq") + "\"";
  }
}
