package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.CapabilitySet;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what stores can do. */
@Command(
    name = "caps",
    description = {
      "List the capabilities of stores, and why some are missing.",
      "The list is that of the opened store: two stores of one kind can differ."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  remote-store caps data:", "  remote-store caps data: backup:   side by side"})
final class Caps implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      defaultValue = ".",
      description = "The stores; that of this folder if not given.")
  private List<String> addresses = List.of();

  /** What a store said, and the address that it was asked at, as people see it. */
  private record Answer(String shown, CapabilitySet set) {}

  Caps(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (Addresses finder = root.addresses()) {
      int code =
          Outcomes.each(
              root,
              "caps",
              addresses,
              address -> {
                Place place = finder.locate(address);
                answers.add(new Answer(place.shown(), place.store().capabilities()));
              });
      if (root.json()) {
        records(answers);
      } else {
        table(answers);
      }
      return code;
    }
  }

  private void table(List<Answer> answers) throws IOException {
    int width = width(List.of(Capability.values()).stream().map(Capability::toString).toList());
    if (answers.size() > 1) {
      Text head = Text.of(" ".repeat(width));
      answers.forEach(answer -> head.add("  " + answer.shown()));
      root.out().line(head);
    }
    for (Capability capability : Capability.values()) {
      Text line = Text.of(padded(capability.toString(), width));
      for (Answer answer : answers) {
        boolean has = answer.set().supports(capability);
        int column = answers.size() > 1 ? Printable.of(answer.shown()).length() : 3;
        line.add("  ").add(has ? Style.GOOD : Style.FAINT, padded(has ? "yes" : "-", column));
      }
      root.out()
          .line(answers.size() > 1 ? line : line.add(Style.FAINT, reason(answers, capability)));
    }
    if (answers.size() > 1) {
      reasons(answers);
    }
  }

  private static String reason(List<Answer> answers, Capability capability) {
    for (Answer answer : answers) {
      String reason = answer.set().whyNot(capability);
      return reason == null ? "" : "  " + reason;
    }
    return "";
  }

  private void reasons(List<Answer> answers) throws IOException {
    for (Answer answer : answers) {
      for (Capability capability : Capability.values()) {
        String reason = answer.set().whyNot(capability);
        if (reason != null) {
          root.out().line(answer.shown() + "  " + capability + ": " + reason);
        }
      }
    }
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void records(List<Answer> answers) throws IOException {
    for (Answer answer : answers) {
      for (Capability capability : Capability.values()) {
        root.out()
            .record(
                new Fields()
                    .add("address", answer.shown())
                    .add("capability", capability)
                    .add("supported", answer.set().supports(capability))
                    .add("reason", answer.set().whyNot(capability)));
      }
    }
  }
}
