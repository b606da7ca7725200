package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in a folder, in this process, and keeps what the last one said. */
final class CommandLineRun {
  final Map<String, String> environment = new HashMap<>();
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private final Path folder;
  private Screen screen = Screen.NONE;
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] input = new byte[0];

  CommandLineRun(Path folder) {
    this.folder = folder;
  }

  CommandLineRun withInput(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  CommandLineRun on(Screen value) {
    screen = value;
    return this;
  }

  CommandLineRun withClock(Clock value) {
    clock = value;
    return this;
  }

  int run(String... args) {
    return runInto(out, args);
  }

  int runInto(OutputStream target, String... args) {
    clear();
    return new Cli(console(target)).run(args);
  }

  /** Forgets what was said. */
  void clear() {
    out.reset();
    err.reset();
  }

  Console console() {
    return console(out);
  }

  private Console console(OutputStream target) {
    return new Console(
        folder,
        environment::get,
        new ByteArrayInputStream(input),
        target,
        screen,
        err,
        screen,
        80,
        clock);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
