package io.remotestore.examples;

import io.remotestore.AlreadyExistsException;
import io.remotestore.FileInfo;
import io.remotestore.NotModifiedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.ReadOptions;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many writers, no lost update: a counter, a lock, and reads of what is new. */
public final class Conditions {
  private static final int THREADS = 4;
  private static final int EACH = 25;

  private Conditions() {}

  /** Works in memory; no argument. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    try (Store store = Stores.memory()) {
      store.writeText("counter", "0");
      countWithManyThreads(store);
      System.out.println("counted: " + store.readText("counter"));
      oneOfManyWins(store);
      readOnlyWhatIsNew(store);
    }
  }

  private static void countWithManyThreads(Store store)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> addManyTimes(store)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static Void addManyTimes(Store store) throws IOException {
    for (int i = 0; i < EACH; i++) {
      addOne(store);
    }
    return null;
  }

  /** Read a state, work out the next, replace just that state; if it is gone, begin anew. */
  private static void addOne(Store store) throws IOException {
    while (true) {
      try (StoreInputStream in = store.read("counter")) {
        Revision seen = Objects.requireNonNull(in.info().revision()); // of the bytes in this stream
        int value = Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        store.writeText("counter", String.valueOf(value + 1), WriteOptions.ifMatch(seen));
        return;
      } catch (PreconditionFailedException e) {
        // Somebody else was faster.
      }
    }
  }

  private static void oneOfManyWins(Store store) {
    int won = 0;
    for (String worker : List.of("ada", "bob", "eve")) {
      try {
        store.writeText("jobs/42.owner", worker); // creates, or fails
        won++;
      } catch (AlreadyExistsException e) {
        System.out.println(worker + " is too late");
      }
    }
    System.out.println("winners: " + won + ", " + store.readText("jobs/42.owner"));
  }

  private static void readOnlyWhatIsNew(Store store) {
    FileInfo known = store.getFileInfo("counter");
    Revision revision = Objects.requireNonNull(known.revision());
    try {
      store.readBytes("counter", ReadOptions.none().withIfNoneMatch(revision));
    } catch (NotModifiedException e) {
      System.out.println("nothing new");
    }
    store.writeText("counter", "0", WriteOptions.overwrite());
    byte[] fresh = store.readBytes("counter", ReadOptions.none().withIfNoneMatch(revision));
    System.out.println("new: " + new String(fresh, StandardCharsets.UTF_8));
  }
}
