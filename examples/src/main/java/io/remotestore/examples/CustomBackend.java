package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

/** A backend of one's own, {@link MapDriver}, under the whole API. */
public final class CustomBackend {
  private CustomBackend() {}

  /** The driver knows puts and deletes; globs, moves and children are the kernel's. */
  public static void main(String[] args) {
    MapDriver driver = new MapDriver(1 << 20, Clock.systemUTC());
    try (Store store = Stores.over(driver, StoreOptions.defaults())) {
      store.writeText("letters/a.txt", "alpha");
      store.writeText(
          "letters/b.txt", "beta", WriteOptions.create().withMetadata(Map.of("to", "Bo")));
      store.move("letters/b.txt", "letters/greek/b.txt");
      store.child("letters").writeText("a.txt", "Alpha", WriteOptions.overwrite());

      try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
        files.forEach(f -> System.out.println(f.path() + ", " + f.size() + " bytes"));
      }
      System.out.println("metadata: " + store.getFileInfo("letters/greek/b.txt").metadata());
      System.out.println("one of many creates: " + store.supports(Capability.CREATE_IF_ABSENT));
      System.out.println(
          "moves in one step: " + store.capabilities().whyNot(Capability.ATOMIC_MOVE));
    }
  }
}
