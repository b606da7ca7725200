package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.ConfigException;
import io.remotestore.RemoteStoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong: in a line, with what to do about it, and as an exit code. */
final class Errors {
  private static final String PROGRAM = "remote-store";

  private final Output err;
  private final RemoteStoreCommand root;

  Errors(Output err, RemoteStoreCommand root) {
    this.err = err;
    this.root = root;
  }

  /** Tells of a failure of the command of that name; empty for none. */
  ExitCode tell(String command, Throwable failure) {
    if (root.isVerbose()) {
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
      return line(command, text(known), ExitCode.of(known));
    }
    if (failure instanceof IOException) {
      return isBrokenPipe(failure)
          ? ExitCode.FAILED
          : line(command, "cannot write the output: " + failure.getMessage(), ExitCode.FAILED);
    }
    return line(
        command,
        "unexpected " + failure + "; please report it, with what --verbose says",
        ExitCode.FAILED);
  }

  /** Tells in that many words. */
  ExitCode line(String command, String text, ExitCode code) {
    String who = command.isEmpty() ? PROGRAM : PROGRAM + " " + command;
    try {
      for (String line : (who + ": " + text).split("\n", -1)) {
        err.line(line);
      }
    } catch (IOException e) {
      // Nobody listens; the exit code says it all the same.
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

  /** Whoever read our output has enough of it, as {@code head} has. */
  private static boolean isBrokenPipe(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  private static String text(RemoteStoreException failure) {
    StringBuilder out = new StringBuilder(failure.problem());
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
    return failure instanceof AlreadyExistsException ? "--overwrite replaces it" : failure.hint();
  }

  private void trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    try {
      for (String line : text.toString().split("\n", -1)) {
        err.line(line.replace("\t", "    "));
      }
    } catch (IOException e) {
      // Nobody listens.
    }
  }
}
