package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.ListOptions;
import io.remotestore.PathEntry;
import io.remotestore.ReadOptions;
import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a store, from its name to a small file. */
final class Checkup {
  private static final int SMALL = 1024;

  private final Console console;
  private final CheckReport report;
  private final Place place;
  private final Store store;

  Checkup(Console console, CheckReport report) {
    this.console = console;
    this.report = report;
    this.place = report.place();
    this.store = place.store();
  }

  /** Runs all checks; {@code write} whether those that write, too. */
  void run(boolean write) throws IOException {
    ServerLook server = ServerLook.at(store.identity().service(), console, report);
    Signing before = Signing.of(store);
    if (before != null) {
      report.works("signing", before.took(), before.text());
    }
    boolean reached = ping(server);
    if (reached) {
      read(look());
      write(write);
    }
    report.capabilities(store.capabilities());
    if (server != null) {
      server.tellOdd(report, store.identity().backend(), reached);
    }
    Signing after = reached ? Signing.of(store) : before; // a first reply corrects the region
    if (before != null && after != null && !before.region().equals(after.region())) {
      report.odd(
          "requests were signed for %s, and the bucket is in %s: region_name = \"%s\" saves one of them"
              .formatted(before.region(), after.region(), after.region()));
    }
  }

  private boolean ping(@Nullable ServerLook server) throws IOException {
    Timer timer = new Timer();
    RemoteStoreException failure = null;
    try {
      store.ping();
    } catch (RemoteStoreException e) {
      failure = e;
    }
    Duration took = timer.took();
    if (server != null) {
      server.tellFailure(report, failure == null);
    }
    if (failure != null) {
      report.fails("ping", failure);
      return false;
    }
    report.works("ping", took, "");
    return true;
  }

  // ---------------------------------------------------------------- reading

  /** Finds a file to read: the one that is named, else the first below the folder. */
  private @Nullable String look() throws IOException {
    if (!place.isRoot() && !store.supports(Capability.LIST)) {
      return place.key();
    }
    if (!store.supports(Capability.LIST)) {
      report.leftOut("list", String.valueOf(store.capabilities().whyNot(Capability.LIST)));
      return null;
    }
    Timer timer = new Timer();
    try {
      if (!place.isRoot() && store.isFile(place.key())) {
        return place.key();
      }
      ListOptions one = ListOptions.recursive().withPageSize(1);
      try (Stream<? extends PathEntry> files = store.listFiles(place.key(), one)) {
        String first = files.findFirst().map(PathEntry::path).orElse(null);
        report.works("list", timer.took(), first == null ? "no file there" : "");
        return first;
      }
    } catch (RemoteStoreException e) {
      report.fails("list", e);
      return null;
    }
  }

  private void read(@Nullable String path) throws IOException {
    if (path == null) {
      report.leftOut("read", "no file to read; name one");
      return;
    }
    Timer timer = new Timer();
    try (StoreInputStream in = store.read(path, first())) {
      int length = in.readNBytes(SMALL).length;
      report.works("read", timer.took(), length + " bytes of " + path);
    } catch (RemoteStoreException e) {
      report.fails("read", e);
    } catch (IOException e) {
      report.fails("read", e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private ReadOptions first() {
    boolean ranges = store.supports(Capability.RANGE_READ);
    return ranges ? ReadOptions.range(0, SMALL) : ReadOptions.none();
  }

  // ---------------------------------------------------------------- writing

  private void write(boolean wanted) throws IOException {
    if (!store.supports(Capability.WRITE)) {
      report.leftOut("write", String.valueOf(store.capabilities().whyNot(Capability.WRITE)));
      return;
    }
    if (!wanted) {
      report.leftOut("write", "--write writes, reads back and deletes a small file");
      return;
    }
    String name = "remote-store-doctor-" + UUID.randomUUID() + ".txt";
    if (writeAndDelete(RemotePath.ofFolder(folder()).resolve(name).key())) {
      new FolderNameLook(store, report).look(folder());
    }
  }

  /**
   * Returns whether a write succeeds. Deletes the file, even if the write may have failed or the
   * report cannot be printed.
   */
  private boolean writeAndDelete(String path) throws IOException {
    byte[] content = "written by remote-store doctor".getBytes(StandardCharsets.UTF_8);
    boolean mayBeThere = true;
    try {
      RemoteStoreException failure = attempt("write", path, () -> store.write(path, content));
      mayBeThere = failure == null || !isRefused(failure);
      if (failure == null) {
        attempt("verify", path, () -> requireSame(path, content));
      }
      return failure == null;
    } finally {
      if (mayBeThere) {
        delete(path);
      }
    }
  }

  private static boolean isRefused(RemoteStoreException failure) {
    return switch (ExitCode.of(failure)) {
      case USAGE, NOT_FOUND, DENIED -> true;
      default -> false;
    };
  }

  /** An interrupt that ended the writing does not end this. */
  private void delete(String path) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      attempt("delete", path, () -> store.delete(path, DeleteOptions.missingOk()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private @Nullable RemoteStoreException attempt(String check, String path, Runnable action)
      throws IOException {
    Timer timer = new Timer();
    try {
      action.run();
    } catch (RemoteStoreException e) {
      String problem = Errors.text(e);
      report.fails(check, problem.contains(path) ? problem : path + ": " + problem);
      return e;
    }
    report.works(check, timer.took(), check.equals("write") ? path : "");
    return null;
  }

  private String folder() {
    if (place.isRoot() || !store.isFile(place.key())) {
      return place.key();
    }
    return place.key().substring(0, Math.max(0, place.key().lastIndexOf('/')));
  }

  private void requireSame(String path, byte[] content) {
    byte[] read = store.readBytes(path);
    if (!Arrays.equals(read, content)) {
      throw new RemoteStoreException(
          place.error("The bytes read differ from the bytes written").path(path).build(), null);
    }
  }

  /** How long something takes. */
  static final class Timer {
    private final long start = System.nanoTime();

    Duration took() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
