package io.remotestore.s3;

import io.remotestore.s3.CommandLine.Backslash;
import io.remotestore.spi.Call;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the program that a profile names as {@code credential_process}. */
final class CredentialProcess {
  private static final int MOST_OUTPUT = 256 * 1024;

  /** How long its output may take to arrive after it has ended. */
  private static final long REST_MILLIS = 5000;

  private final Duration patience;

  /**
   * @param patience the time after which the program is killed
   */
  CredentialProcess(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs a command, without a shell, and reads the credentials that it prints.
   *
   * @param origin the name of the command's source, for errors, which show neither command nor
   *     output
   */
  AwsCredentials run(String origin, String command, Call call) throws IOException {
    Process process = start(origin, command);
    Drain output = new Drain(process.getInputStream());
    Drain unused = new Drain(process.getErrorStream());
    boolean whole;
    try (Call.Hook hook = call.onCancel(() -> kill(process))) {
      process.getOutputStream().close();
      long wait = Math.min(patience.toNanos(), call.remainingNanos());
      boolean ended = process.waitFor(wait, TimeUnit.NANOSECONDS);
      call.check();
      if (!ended) {
        throw CredentialsFailures.unavailable(
            origin + ": credential_process did not end within " + seconds(), null);
      }
      whole = output.ends(Math.min(REST_MILLIS, call.remainingNanos() / 1_000_000));
      call.check();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.check();
      throw new InterruptedIOException("interrupted while credential_process ran");
    } finally {
      kill(process);
    }
    if (process.exitValue() != 0) {
      throw CredentialsFailures.refused(
          origin
              + ": credential_process ended with "
              + process.exitValue()
              + "; run it by hand to see its output");
    }
    try {
      return read(origin + ": credential_process", output.bytes());
    } catch (IOException e) {
      throw whole
          ? e
          : CredentialsFailures.unavailable(
              origin + ": credential_process ended, and its output did not", e);
    }
  }

  private String seconds() {
    return patience.toMillis() % 1000 == 0
        ? patience.toSeconds() + " s"
        : patience.toMillis() + " ms";
  }

  private static Process start(String origin, String command) throws IOException {
    List<String> words;
    try {
      boolean windows = File.separatorChar == '\\';
      words = CommandLine.split(command, windows ? Backslash.LITERAL : Backslash.ESCAPES);
    } catch (IOException e) {
      throw CredentialsFailures.refused(origin + ": credential_process: " + e.getMessage());
    }
    try {
      return new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw CredentialsFailures.refused(
          origin + ": credential_process cannot be started: " + words.get(0), e);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static AwsCredentials read(String origin, byte[] output) throws IOException {
    CredentialsDocument document = CredentialsDocument.ofJson(origin, output);
    if (!"1".equals(document.field("Version"))) {
      throw CredentialsFailures.refused(origin + " gave no credentials of Version 1");
    }
    return document.credentials("SessionToken");
  }

  /** Drains the output of a process, so that it never waits for a reader. */
  private static final class Drain {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final Thread thread;

    Drain(InputStream from) {
      thread = new Thread(() -> drain(from), "remote-store-credential-process");
      thread.setDaemon(true);
      thread.start();
    }

    private void drain(InputStream from) {
      byte[] buffer = new byte[4096];
      try (from) {
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException e) {
        // the process is gone, and its output with it
      }
    }

    private synchronized void keep(byte[] buffer, int n) {
      taken.write(buffer, 0, Math.min(n, MOST_OUTPUT - taken.size()));
    }

    /** Waits for the end of the output; false if other processes keep it open. */
    boolean ends(long millis) throws InterruptedException {
      thread.join(Math.max(1, millis));
      return !thread.isAlive();
    }

    synchronized byte[] bytes() {
      return taken.toByteArray();
    }
  }
}
