package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.CapabilitySet;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what stores can do. */
@Command(
    name = "caps",
    description = {
      "Tell what stores can do, and why not.",
      "It is asked of the opened store: two stores of one kind can differ."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  remote-store caps data:", "  remote-store caps data: backup:   side by side"})
final class Caps implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "0..*",
      defaultValue = ".",
      description = "The stores; what holds this folder if not given.")
  private List<String> addresses = List.of();

  Caps(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, CapabilitySet> sets = new LinkedHashMap<>();
    try (Addresses finder = root.addresses()) {
      int code =
          Outcomes.each(
              root,
              "caps",
              addresses,
              address -> {
                Place place = finder.locate(address);
                sets.put(place.shown(), place.store().capabilities());
              });
      if (root.json()) {
        records(sets);
      } else {
        table(sets);
      }
      return code;
    }
  }

  private void table(Map<String, CapabilitySet> sets) throws IOException {
    int width = width(List.of(Capability.values()).stream().map(Capability::toString).toList());
    if (sets.size() > 1) {
      Text head = Text.of(" ".repeat(width));
      sets.keySet().forEach(address -> head.add("  " + address));
      root.out().line(head);
    }
    for (Capability capability : Capability.values()) {
      Text line = Text.of(padded(capability.toString(), width));
      for (Map.Entry<String, CapabilitySet> set : sets.entrySet()) {
        boolean has = set.getValue().supports(capability);
        int column = sets.size() > 1 ? Printable.of(set.getKey()).length() : 3;
        line.add("  ").add(has ? Style.GOOD : Style.FAINT, padded(has ? "yes" : "-", column));
      }
      root.out().line(sets.size() > 1 ? line : line.add(Style.FAINT, reason(sets, capability)));
    }
    if (sets.size() > 1) {
      reasons(sets);
    }
  }

  private static String reason(Map<String, CapabilitySet> sets, Capability capability) {
    for (CapabilitySet set : sets.values()) {
      String reason = set.whyNot(capability);
      return reason == null ? "" : "  " + reason;
    }
    return "";
  }

  private void reasons(Map<String, CapabilitySet> sets) throws IOException {
    for (Map.Entry<String, CapabilitySet> set : sets.entrySet()) {
      for (Capability capability : Capability.values()) {
        String reason = set.getValue().whyNot(capability);
        if (reason != null) {
          root.out().line(set.getKey() + "  " + capability + ": " + reason);
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

  private void records(Map<String, CapabilitySet> sets) throws IOException {
    for (Map.Entry<String, CapabilitySet> set : sets.entrySet()) {
      for (Capability capability : Capability.values()) {
        root.out()
            .record(
                new Fields()
                    .add("address", set.getKey())
                    .add("capability", capability)
                    .add("supported", set.getValue().supports(capability))
                    .add("reason", set.getValue().whyNot(capability)));
      }
    }
  }
}
