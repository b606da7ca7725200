package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts the command line in a process of its own. */
public final class Main {
  private static final long CLEAN_UP_SECONDS = 3;
  private static final int DEFAULT_COLUMNS = 80;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(console(), args));
  }

  /** Runs one command on this thread, which Ctrl-C interrupts. */
  static int run(Console console, String... args) {
    CountDownLatch done = new CountDownLatch(1);
    interruptOnShutdown(Thread.currentThread(), done);
    try {
      return new Cli(console).run(args);
    } finally {
      done.countDown();
    }
  }

  /** Ctrl-C interrupts the command, which then takes back what it had not finished. */
  private static void interruptOnShutdown(Thread command, CountDownLatch done) {
    Thread hook =
        new Thread(
            () -> {
              if (done.getCount() == 0) {
                return;
              }
              command.interrupt();
              try {
                done.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "remote-store-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Console console() {
    return new Console(
        Path.of("").toAbsolutePath(),
        Main::variable,
        // An interrupt wakes a thread that reads from a channel, and none that reads System.in.
        Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()),
        new FileOutputStream(FileDescriptor.out),
        screen("out"),
        new FileOutputStream(FileDescriptor.err),
        screen("err"),
        Integer.getInteger("remote-store.columns", DEFAULT_COLUMNS),
        Clock.systemUTC());
  }

  /** Windows sets no HOME. */
  private static @Nullable String variable(String name) {
    String value = System.getenv(name);
    return value == null && name.equals("HOME") ? System.getProperty("user.home") : value;
  }

  /** What shows an output. The launcher tells; Java could only ask for all streams at once. */
  private static Screen screen(String stream) {
    String terminals = System.getProperty("remote-store.terminals", "");
    boolean terminal = List.of(terminals.split(",", -1)).contains(stream);
    if (!terminal) {
      return Screen.NONE;
    }
    String noColor = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return dumb || (noColor != null && !noColor.isEmpty()) ? Screen.PLAIN : Screen.COLOR;
  }
}
