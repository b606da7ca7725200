package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Asks a store what it can do, relies on it, and does without where it has to. */
public final class Capabilities {
  private Capabilities() {}

  /** Works in memory and in a temporary folder; no argument. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("capabilities");
    try (Store local = Stores.local(folder);
        Store memory = Stores.memory()) {
      compare(local, memory);
      gate(memory);
      fallBack(memory);
    } finally {
      Files.delete(folder);
    }
  }

  /** Capabilities belong to an opened store: what a folder can do depends on its file system. */
  private static void compare(Store local, Store memory) {
    for (Capability capability : new Capability[] {Capability.UPLOADS, Capability.BULK_DELETE}) {
      System.out.println(
          capability
              + ": local "
              + local.supports(capability)
              + ", memory "
              + memory.supports(capability));
    }
    System.out.println("no UPLOADS since " + memory.capabilities().whyNot(Capability.UPLOADS));
  }

  /** What a store cannot do it refuses at the call, before anything happened. */
  private static void gate(Store store) {
    try {
      store.writeText("a.txt", "x", WriteOptions.create().withTags(Map.of("team", "blue")));
    } catch (CapabilityNotSupportedException e) {
      System.out.println("refused for want of " + e.capability());
      System.out.println("written: " + store.exists("a.txt"));
    }
  }

  /** Say at the start what your program cannot do without; ask for the rest when it comes up. */
  private static void fallBack(Store store) {
    for (Capability needed : new Capability[] {Capability.ATOMIC_WRITE, Capability.LIST}) {
      if (!store.supports(needed)) {
        throw new IllegalStateException("this program needs a store with " + needed);
      }
    }
    WriteOptions options = WriteOptions.create();
    if (store.supports(Capability.TAGS)) {
      options = options.withTags(Map.of("team", "blue"));
    } else if (store.supports(Capability.USER_METADATA)) {
      options = options.withMetadata(Map.of("team", "blue"));
    }
    store.writeText("a.txt", "x", options);
    System.out.println("kept as metadata: " + store.getFileInfo("a.txt").metadata());
  }
}
