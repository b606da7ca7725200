package io.remotestore.config;

import io.remotestore.ConfigException;
import io.remotestore.config.LoadOptions.UnknownKeys;
import io.remotestore.spi.OptionFinding;
import io.remotestore.spi.OptionFinding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The problems of a configuration, collected so that one exception lists all. */
final class Findings {
  private static final System.Logger LOGGER = System.getLogger("io.remotestore.config");

  private final UnknownKeys unknownKeys;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Findings(UnknownKeys unknownKeys) {
    this.unknownKeys = unknownKeys;
  }

  void error(String path, String what) {
    problems.add(path.isEmpty() ? what : path + ": " + what);
  }

  void unknownKey(String path, String what) {
    addAll(List.of(new OptionFinding(Severity.UNKNOWN_KEY, path + ": " + what)));
  }

  void addAll(Collection<OptionFinding> findings) {
    for (OptionFinding finding : findings) {
      boolean note =
          finding.severity() == Severity.NOTE
              || (finding.severity() == Severity.UNKNOWN_KEY && unknownKeys == UnknownKeys.IGNORE);
      (note ? notes : problems).add(finding.text());
    }
  }

  void addProblems(Collection<String> texts) {
    problems.addAll(texts);
  }

  List<String> problems() {
    return problems;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  void logNotes() {
    notes.forEach(note -> LOGGER.log(System.Logger.Level.WARNING, "ignored: {0}", note));
  }
}
