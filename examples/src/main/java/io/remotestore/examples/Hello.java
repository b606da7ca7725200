package io.remotestore.examples;

import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The smallest program: a text in a file, read again, and a list of what is there. */
public final class Hello {
  private Hello() {}

  /** Writes to the folder {@code data}, or to the one that the first argument names. */
  public static void main(String[] args) {
    Path folder = Path.of(args.length > 0 ? args[0] : "data");
    try (Store store = Stores.local(folder)) {
      store.writeText("greetings/hello.txt", "Hello, store!\n", WriteOptions.overwrite());

      System.out.print(store.readText("greetings/hello.txt"));
      try (Stream<FileInfo> files = store.listFiles("greetings")) {
        files.forEach(file -> System.out.println(file.path() + ", " + file.size() + " bytes"));
      }
    }
  }
}
