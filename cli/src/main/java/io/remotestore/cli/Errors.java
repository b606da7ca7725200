package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.ConfigException;
import io.remotestore.NotFoundException;
import io.remotestore.RemoteStoreException;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong: in a line, with what to do about it, and as an exit code. */
final class Errors {
  private static final String PROGRAM = "remote-store";
  private static final Pattern WILDCARD = Pattern.compile("[*?]|\\[.+]|\\{.*,.*}");

  private final Output err;
  private final RemoteStoreCommand root;
  private volatile @Nullable ProgressLine progress;

  Errors(Output err, RemoteStoreCommand root) {
    this.err = err;
    this.root = root;
  }

  /** Writes above that bar from now on. */
  void above(ProgressLine line) {
    progress = line;
  }

  private void clearProgress() {
    ProgressLine line = progress;
    if (line != null) {
      line.clear();
    }
  }

  /** Tells of a failure of the command of that name; empty for none. */
  ExitCode tell(String command, Throwable failure) {
    root.out().tryFlush();
    if (root.verbose()) {
      trace(failure);
    }
    if (Thread.currentThread().isInterrupted()) {
      return line(command, "interrupted", ExitCode.INTERRUPTED);
    }
    RemoteStoreException known = known(failure);
    if (known instanceof ConfigException wrong) {
      return line(command, String.join("\n  ", wrong.problems()), ExitCode.USAGE);
    }
    if (known != null) {
      ExitCode code = ExitCode.of(known);
      return root.json() ? record(command, known, code) : line(command, text(known), code);
    }
    if (failure instanceof IOException) {
      return isBrokenPipe(failure)
          ? ExitCode.FAILED
          : line(
              command,
              "cannot write the output: " + Printable.of(String.valueOf(failure.getMessage())),
              ExitCode.FAILED);
    }
    return line(
        command,
        "unexpected "
            + Printable.of(failure.toString())
            + "; please report it, with what --verbose says",
        ExitCode.FAILED);
  }

  /** Tells in that many words. */
  ExitCode line(String command, String text, ExitCode code) {
    if (root.json()) {
      return record(new Fields().add("command", command).add("error", text), code);
    }
    String who = command.isEmpty() ? PROGRAM : PROGRAM + " " + command;
    String[] lines = text.split("\n", -1);
    clearProgress();
    try {
      err.line(new Text().add(Style.BAD, who + ":").add(" " + lines[0]));
      for (int i = 1; i < lines.length; i++) {
        err.line(lines[i]);
      }
    } catch (IOException e) {
      // Standard error is closed; the exit code still reports the failure.
    }
    err.tryFlush();
    return code;
  }

  /** Prints a note beside the results. */
  void note(String text) {
    clearProgress();
    try {
      err.line(Text.of(text));
    } catch (IOException e) {
      // Standard error is closed.
    }
    err.tryFlush();
  }

  private ExitCode record(String command, RemoteStoreException failure, ExitCode code) {
    return record(
        new Fields()
            .add("command", command)
            .add("error", failure.problem())
            .add("operation", failure.operation())
            .add("path", failure.path())
            .add("store", failure.store())
            .add("backend", failure.backend())
            .add("hint", hint(failure))
            .add("retryHelps", failure.retryHelps()),
        code);
  }

  private ExitCode record(Fields fields, ExitCode code) {
    try {
      err.record(
          fields
              .add("exit", code.number())
              .add("kind", code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    } catch (IOException e) {
      // Standard error is closed; the exit code still reports the failure.
    }
    err.tryFlush();
    return code;
  }

  /** Streams carry the store's exception inside one of their own. */
  private static @Nullable RemoteStoreException known(Throwable failure) {
    if (failure instanceof RemoteStoreException known) {
      return known;
    }
    boolean carrier = failure instanceof IOException;
    return carrier && failure.getCause() instanceof RemoteStoreException known ? known : null;
  }

  /** The reader of our output has closed it, as {@code head} does. */
  private static boolean isBrokenPipe(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("epipe");
  }

  /** What went wrong, where, and what to do about it. */
  static String text(RemoteStoreException failure) {
    StringBuilder out = new StringBuilder(failure.problem().replaceFirst("\\.$", ""));
    String path = failure.path();
    String store = failure.store();
    if (path != null) {
      out.append(": ").append(path.isEmpty() ? "the root" : path);
    }
    if (store != null) {
      out.append(path == null ? ": " : " in ").append(store);
    }
    String hint = hint(failure);
    return hint == null ? out.toString() : out.append("; ").append(hint).toString();
  }

  private static @Nullable String hint(RemoteStoreException failure) {
    if (failure instanceof AlreadyExistsException) {
      return "--overwrite replaces it";
    }
    String path = failure.path();
    boolean pattern = path != null && WILDCARD.matcher(path).find();
    if (failure instanceof NotFoundException && failure.hint() == null && pattern) {
      return "addresses have no wildcards; 'find --glob PATTERN' lists what matches";
    }
    return failure.hint();
  }

  private void trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    try {
      for (String line : text.toString().split("\n", -1)) {
        err.line(line.replace("\t", "    "));
      }
    } catch (IOException e) {
      // Standard error is closed.
    }
  }
}
