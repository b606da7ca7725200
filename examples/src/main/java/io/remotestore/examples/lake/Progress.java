package io.remotestore.examples.lake;

import io.remotestore.Capability;
import io.remotestore.Store;
import io.remotestore.StoreIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells the terminal what the pipeline does, and adds it up. */
final class Progress {
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private final Terminal terminal;
  private final Clock clock;
  private final Instant start;
  private final List<Step> steps = new ArrayList<>();

  Progress(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.instant();
  }

  void start(Store lake) {
    terminal.line(terminal.bold("A month of flights out of New York: bronze, silver, gold"));
    StoreIdentity where = lake.identity();
    String root = where.root().isEmpty() ? "" : "/" + where.root();
    terminal.line("into " + shown(where.service() + root) + " (" + where.backend() + ")");
    if (!lake.supports(Capability.USER_METADATA)) {
      note("this store keeps no metadata; source, digest and row count are not stored");
    }
    if (!lake.supports(Capability.ATOMIC_WRITE)) {
      note("this store cannot promise that a file is visible whole or not at all");
    }
  }

  void layer(String name, String about) {
    terminal.line();
    terminal.line(terminal.bold(name) + "  " + about);
  }

  void done(Step step) {
    steps.add(step);
    String rows = step.rows() == 0 ? "" : Numbers.count(step.rows()) + " rows";
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-26s %15s %9s   %-14s %8s",
            step.name(),
            rows,
            Numbers.bytes(step.bytes()),
            outcome(step),
            Numbers.time(step.time())));
  }

  private static String outcome(Step step) {
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      int files = step.files(outcome);
      if (files == 0) {
        continue;
      }
      String name = outcome.name().toLowerCase(Locale.ROOT);
      parts.add(step.files() == 1 ? name : files + " " + name);
    }
    return String.join(", ", parts);
  }

  void note(String text) {
    terminal.line(terminal.faint("  note: " + text));
  }

  LakeSummary summary(Store lake, String headline) {
    String reportKey = Gold.FOLDER + "/" + Gold.REPORT;
    int unchanged = steps.stream().mapToInt(s -> s.files(Outcome.UNCHANGED)).sum();
    int files = steps.stream().mapToInt(Step::files).sum();
    return new LakeSummary(
        files,
        steps.stream().mapToLong(Step::bytes).sum(),
        files - unchanged,
        unchanged,
        headline,
        reportKey,
        lake.nativePath(reportKey));
  }

  void end(Store lake, LakeSummary summary) {
    terminal.line();
    terminal.line(terminal.bold("The lake"));
    for (String layer : List.of(Bronze.FOLDER, Silver.FOLDER, Gold.FOLDER)) {
      Tree.of(lake, layer).lines(layer).forEach(this::tree);
    }
    terminal.line();
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s  %s in %s files, %d written, %d there already, %s",
            terminal.bold("Done."),
            Numbers.bytes(summary.bytes()),
            Numbers.count(summary.files()),
            summary.written(),
            summary.unchanged(),
            Numbers.time(Duration.between(start, clock.instant()))));
    terminal.line("It says: " + summary.headline() + ".");
    terminal.line();
    terminal.line(terminal.bold("Try next"));
    next("look at the report", shown(summary.reportPath()));
    next("run it again", "what is there already stays as it is");
    next("put the lake elsewhere", "--to URL or --to store:path; nothing else changes");
    next("read how it is done", "examples/README.md, LakeQuickstart first");
  }

  private void tree(Tree.Line line) {
    String files = line.files() == 0 ? "" : line.files() + " files";
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %-50s %10s %9s",
            shown(line.text()),
            files,
            Numbers.bytes(line.bytes())));
  }

  private void next(String what, String how) {
    terminal.line(String.format(Locale.ROOT, "  %-24s %s", what, how));
  }

  /** Names in a lake are others' too: none of them may steer the terminal. */
  private static String shown(String name) {
    return STEERING.matcher(name).replaceAll("?");
  }
}
