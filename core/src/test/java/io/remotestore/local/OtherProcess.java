package io.remotestore.local;

import io.remotestore.FileInfo;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process with another user, mask or locale does; says what came of each step. */
final class OtherProcess {
  private OtherProcess() {}

  /** Takes the store's root. */
  public static void main(String... args) {
    try (Store store = Stores.local(Path.of(args[0]))) {
      say("write", () -> store.writeText("new", "x"));
      say("replace", () -> store.writeText("old", "x", WriteOptions.overwrite()));
      say("delete", () -> store.delete("old"));
      say("read", () -> store.readText("hidden"));
      say("list", () -> list(store, ""));
      say("list closed", () -> list(store, "closed"));
      say("move", () -> store.move("shared/theirs", "shared/ours"));
      say("sweep", () -> store.uploads().sweep(Duration.ZERO));
    }
  }

  private static void list(Store store, String folder) {
    try (Stream<FileInfo> files = store.listFiles(folder)) {
      files.map(FileInfo::path).sorted().forEach(System.out::println);
    }
  }

  private static void say(String step, Runnable action) {
    try {
      action.run();
      System.out.println(step + ": done");
    } catch (RemoteStoreException e) {
      System.out.println(step + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
