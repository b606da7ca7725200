package io.remotestore.spi;

/**
 * A value is not what an option takes. Says what was expected, never the value: it may be secret.
 */
final class UnfitValueException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitValueException(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
