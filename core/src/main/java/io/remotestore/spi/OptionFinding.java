package io.remotestore.spi;

/**
 * Something to tell about given options.
 *
 * @param severity how bad it is
 * @param text the key path, a colon, and what there is to tell; holds no value
 */
public record OptionFinding(Severity severity, String text) {

  /** How bad a finding is. */
  public enum Severity {
    /** The options cannot be used. */
    ERROR,
    /** An unknown key: an error, unless unknown keys are ignored. */
    UNKNOWN_KEY,
    /** Worth a line in the log: the option has a meaning in the Python library only. */
    NOTE
  }
}
