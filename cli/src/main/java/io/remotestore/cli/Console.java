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
 * @param err where errors go
 * @param style whether the terminal shows colour
 * @param clock measures how long things take
 */
record Console(
    Path folder,
    Function<String, @Nullable String> environment,
    InputStream in,
    OutputStream out,
    OutputStream err,
    Style style,
    Clock clock) {

  /** How text looks. */
  enum Style {
    PLAIN,
    COLOR
  }
}
