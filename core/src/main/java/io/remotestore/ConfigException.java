package io.remotestore;

import java.util.List;

/** A configuration, a URL or options are wrong; the exception lists all problems. */
public final class ConfigException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Makes an exception that tells {@code problems}, each of which names the key it is about. */
  public ConfigException(List<String> problems) {
    super(details(problems), null);
    this.problems = List.copyOf(problems);
  }

  /** Makes an exception about a source that could not be read at all. */
  public ConfigException(String problem, Throwable cause) {
    super(details(List.of(problem)), cause);
    this.problems = List.of(problem);
  }

  private static ErrorDetails details(List<String> problems) {
    String text =
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " problems:\n  " + String.join("\n  ", problems);
    return ErrorDetails.ofLines(text).operation(Operation.CONFIGURE).build();
  }

  /** The problems, in the order of the configuration. */
  public List<String> problems() {
    return problems;
  }
}
