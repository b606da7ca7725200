package io.remotestore.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it.
 *
 * @param folder the folder that relative paths start from
 * @param environment looks up a variable
 * @param in what {@code -} reads
 * @param out where results go
 * @param outScreen what shows results
 * @param err where errors and progress go
 * @param errScreen what shows errors and progress
 * @param columns how many characters a line of the terminal has
 * @param clock measures how long things take
 */
record Console(
    Path folder,
    Function<String, @Nullable String> environment,
    InputStream in,
    OutputStream out,
    Screen outScreen,
    OutputStream err,
    Screen errScreen,
    int columns,
    Clock clock) {

  /** The other end of an output. */
  enum Screen {
    /** A file, or another program. */
    NONE,
    /** A terminal without colour. */
    PLAIN,
    /** A terminal. */
    COLOR;

    boolean isTerminal() {
      return this != NONE;
    }
  }
}
