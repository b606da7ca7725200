package io.remotestore.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why cells of tables are empty; notes are counted table by table. */
final class Blanks {
  private final Map<List<String>, String> reasons = new HashMap<>();
  private final List<String> noted = new ArrayList<>();

  void add(String row, String subject, String reason) {
    reasons.put(List.of(row, subject), reason);
  }

  /** The mark that stands in an empty cell; empty where no reason is known. */
  String mark(String row, String subject) {
    String reason = reasons.get(List.of(row, subject));
    if (reason == null) {
      return "";
    }
    if (!noted.contains(reason)) {
      noted.add(reason);
    }
    return "(" + (noted.indexOf(reason) + 1) + ")";
  }

  /** The reasons of the marks since the last call, to stand below the table. */
  String notes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < noted.size(); i++) {
      text.append(i == 0 ? "\n" : "; ");
      text.append(String.format(Locale.ROOT, "(%d) %s", i + 1, noted.get(i)));
    }
    noted.clear();
    return text.length() == 0 ? "" : text.append(".\n").toString();
  }
}
