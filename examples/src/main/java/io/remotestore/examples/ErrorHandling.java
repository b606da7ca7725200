package io.remotestore.examples;

import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.Stores;
import java.io.IOException;
import java.time.Duration;

/** What errors are called, what they tell, and how to act on them. */
public final class ErrorHandling {
  private ErrorHandling() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) throws IOException {
    try (Store store = Stores.memory()) {
      store.writeText("config/app.txt", "debug = false");
      catchByType(store);
      readWhatItTells(store);
      streamsThrowIoExceptions(store);
    }
  }

  /** Catch the type that you can do something about; let the others pass. */
  private static void catchByType(Store store) {
    System.out.println("with a default: " + readOr(store, "config/user.txt", "debug = true"));
    try {
      store.readText("config");
    } catch (InvalidPathException e) {
      System.out.println("wrong kind: " + e.problem());
    }
    try {
      store.readText("../etc/passwd");
    } catch (InvalidPathException e) {
      System.out.println("outside: " + e.problem());
    }
    try {
      store.deleteFolder("config");
    } catch (DirectoryNotEmptyException e) {
      System.out.println("not empty: " + e.hint());
    }
    try {
      store.uploads();
    } catch (CapabilityNotSupportedException e) {
      System.out.println("not here: " + e.capability());
    }
  }

  private static String readOr(Store store, String path, String other) {
    try {
      return store.readText(path);
    } catch (NotFoundException e) {
      return other;
    }
  }

  /** Every error knows what was asked of whom; its message says it all on one line. */
  private static void readWhatItTells(Store store) {
    try {
      store.child("config").delete("gone.txt");
    } catch (RemoteStoreException e) {
      System.out.println("operation: " + e.operation() + ", path: " + e.path());
      System.out.println("backend: " + e.backend() + ", may a retry help: " + e.retryHelps());
      System.out.println("worth a try in: " + whenToTryAgain(e));
    }
  }

  /** The store has tried again already, by its retry policy; this is for a queue or a schedule. */
  private static String whenToTryAgain(RemoteStoreException e) {
    if (!e.retryHelps()) {
      return "never";
    }
    Duration asked = e.retryAfter();
    return (asked == null ? Duration.ofMinutes(1) : asked).toString();
  }

  /** Java's streams know only one kind of exception; the typed one is its cause. */
  private static void streamsThrowIoExceptions(Store store) throws IOException {
    StoreInputStream in = store.read("config/app.txt");
    in.close();
    try {
      in.read();
    } catch (IOException e) {
      System.out.println("from a stream: " + e.getClass().getSimpleName());
    }
    try {
      store.write(
          "config/new.txt",
          out -> {
            throw new IOException("no bytes today");
          });
    } catch (RemoteStoreException e) {
      System.out.println("from a lambda: " + e.getCause());
    }
  }
}
