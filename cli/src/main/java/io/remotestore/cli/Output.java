package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes text as UTF-8, and throws if the output is closed. */
final class Output {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream stream;
  private final Screen screen;

  Output(OutputStream stream, Screen screen) {
    this.stream = new BufferedOutputStream(stream, BUFFER_BYTES);
    this.screen = screen;
  }

  /** Writes a line; its text cannot reach the terminal as a command. */
  void line(String text) throws IOException {
    line(Text.of(text));
  }

  void line(Text text) throws IOException {
    stream.write((text.on(screen) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a record for programs. Escapes of JSON are what {@link Printable} makes of a name. */
  void record(Fields fields) throws IOException {
    line(fields.json());
  }

  /** The bytes themselves, for requested content. */
  OutputStream stream() {
    return stream;
  }

  void flush() throws IOException {
    stream.flush();
  }

  /** Writes buffered text before an error is printed; that error is the one that counts. */
  void tryFlush() {
    try {
      stream.flush();
    } catch (IOException e) {
      // The error that is printed next matters more.
    }
  }
}
