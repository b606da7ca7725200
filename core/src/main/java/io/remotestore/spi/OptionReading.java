package io.remotestore.spi;

import io.remotestore.ConfigException;
import java.util.List;

/**
 * Options as read, and all there is to tell about them.
 *
 * @param values the values, not to be used where a finding is an error
 * @param findings what is wrong or worth a note, in the order of the options
 */
public record OptionReading(OptionValues values, List<OptionFinding> findings) {

  /** Copies the list. */
  public OptionReading {
    findings = List.copyOf(findings);
  }

  /**
   * Returns the values.
   *
   * @throws ConfigException if anything is wrong, with all that is
   */
  public OptionValues orThrow() {
    List<String> problems =
        findings.stream()
            .filter(finding -> finding.severity() != OptionFinding.Severity.NOTE)
            .map(OptionFinding::text)
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return values;
  }
}
