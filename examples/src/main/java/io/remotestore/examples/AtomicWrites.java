package io.remotestore.examples;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Content;
import io.remotestore.ContentDigest;
import io.remotestore.DigestMismatchException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The rules of writing: create, overwrite, replace one known state; and what readers see. */
public final class AtomicWrites {
  private AtomicWrites() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) throws IOException {
    try (Store store = Stores.memory()) {
      createOrReplace(store);
      replaceOneState(store);
      readersSeeWholeFiles(store);
      checkTheBytes(store);
    }
  }

  /** Creating is the default. The backend decides in one step, so of many writers one wins. */
  private static void createOrReplace(Store store) {
    store.writeText("price.txt", "10");
    try {
      store.writeText("price.txt", "11");
    } catch (AlreadyExistsException e) {
      System.out.println("create: " + e.problem() + "; " + e.hint());
    }
    store.writeText("price.txt", "12", WriteOptions.overwrite());
    System.out.println("overwrite: " + store.readText("price.txt"));
  }

  /** A revision stands for one state of a file. Whoever changed it meanwhile is not run over. */
  private static void replaceOneState(Store store) {
    Revision seen = Objects.requireNonNull(store.getFileInfo("price.txt").revision());
    store.writeText("price.txt", "13", WriteOptions.ifMatch(seen));
    try {
      store.writeText("price.txt", "14", WriteOptions.ifMatch(seen)); // seen is history by now
    } catch (PreconditionFailedException e) {
      System.out.println("ifMatch: " + e.problem() + "; " + e.hint());
    }
    System.out.println("ifMatch: " + store.readText("price.txt"));
  }

  private static void readersSeeWholeFiles(Store store) throws IOException {
    try (StoreWriter writer = store.openAtomic("price.txt", WriteOptions.overwrite())) {
      writer.stream().write("a long new text".getBytes(StandardCharsets.UTF_8));
      System.out.println("before the commit: " + store.readText("price.txt"));

      // Who opened the old file goes on reading the old file.
      try (StoreInputStream old = store.read("price.txt")) {
        writer.commit();
        System.out.println(
            "opened before: " + new String(old.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    System.out.println("after the commit: " + store.readText("price.txt"));

    try (StoreWriter writer = store.openWrite("never.txt")) {
      writer.stream().write(1);
    } // no commit: nothing comes of it
    System.out.println("without commit: " + store.exists("never.txt"));
  }

  private static void checkTheBytes(Store store) {
    byte[] sent = "as it was sent".getBytes(StandardCharsets.UTF_8);
    byte[] arrived = "as it arrived".getBytes(StandardCharsets.UTF_8);
    WriteOptions checked = WriteOptions.create().withExpectedDigest(ContentDigest.sha256(sent));
    try {
      store.write("message.txt", Content.of(arrived), checked);
    } catch (DigestMismatchException e) {
      System.out.println("digest: nothing published, " + !store.exists("message.txt"));
    }
  }
}
