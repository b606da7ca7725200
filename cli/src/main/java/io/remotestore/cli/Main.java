package io.remotestore.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/** Starts the command line in a process of its own. */
public final class Main {
  private static final long CLEAN_UP_SECONDS = 3;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CountDownLatch done = new CountDownLatch(1);
    interruptOnShutdown(Thread.currentThread(), done);
    int code;
    try {
      code = new Cli(console()).run(args);
    } finally {
      done.countDown();
    }
    System.exit(code);
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

  private static Console console() {
    return new Console(
        Path.of("").toAbsolutePath(),
        System::getenv,
        // An interrupt wakes who reads from a channel, and nobody who reads System.in.
        Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Ansi.AUTO.enabled() ? Console.Style.COLOR : Console.Style.PLAIN,
        Clock.systemUTC());
  }
}
