package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** A backend of one's own, {@link ZipDriver}, under the whole API. */
public final class CustomBackend {
  private CustomBackend() {}

  /** Works in a temporary folder; no argument. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("custom-backend");
    Path file = folder.resolve("box.zip");
    try {
      use(file);
      look(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve("box.zip.lock"));
      Files.delete(folder);
    }
  }

  /** The driver knows puts and deletes; globs, moves, children and conditions are the kernel's. */
  private static void use(Path file) throws IOException {
    try (Store store = Stores.over(ZipDriver.open(file), StoreOptions.defaults())) {
      store.writeText("letters/a.txt", "alpha");
      store.writeText("letters/b.txt", "beta");
      store.move("letters/b.txt", "letters/greek/b.txt");
      store.child("letters").writeText("a.txt", "Alpha", WriteOptions.overwrite());

      try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
        files.forEach(f -> System.out.println(f.path() + ", " + f.size() + " bytes"));
      }
      System.out.println("one of many creates: " + store.supports(Capability.CREATE_IF_ABSENT));
      System.out.println("metadata: " + store.capabilities().whyNot(Capability.USER_METADATA));
    }
  }

  /** What is on the disk is a ZIP file like any other. */
  private static void look(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      System.out.println("entries of the archive: " + zip.size());
    }
  }
}
