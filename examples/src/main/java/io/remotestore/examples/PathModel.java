package io.remotestore.examples;

import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.Stores;

/** What a key is, what becomes of odd ones, and how to take one apart. */
public final class PathModel {
  private PathModel() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) {
    normalise();
    refuse();
    takeApart();
    useWithAStore();
  }

  /** A key is text: slashes part it, and nothing in it is decoded. */
  private static void normalise() {
    for (String text :
        new String[] {"a/b.txt", "/a//b.txt/", "./a/./b.txt", "a\\b.txt", "100%25", "a..b"}) {
      System.out.println(text + " -> " + RemotePath.of(text).key());
    }
  }

  private static void refuse() {
    for (String text : new String[] {"a/../b", "..", "", "/", "a\0b"}) {
      try {
        RemotePath.of(text);
      } catch (InvalidPathException e) {
        System.out.println("refused: " + e.problem());
      }
    }
  }

  private static void takeApart() {
    RemotePath path = RemotePath.of("reports/2026/north.csv.gz");
    System.out.println(
        "name " + path.name() + ", stem " + path.stem() + ", suffix " + path.suffix());
    System.out.println("parent " + path.parent() + ", segments " + path.segments());
    System.out.println("below reports: " + path.startsWith(RemotePath.of("reports")));
    System.out.println("below rep: " + path.startsWith(RemotePath.of("rep")));
    System.out.println("joined: " + RemotePath.of("reports").resolve("2027/south.csv"));
    System.out.println("equal: " + RemotePath.of("a/b").equals(RemotePath.of("/a/b/")));
    System.out.println("case matters: " + !RemotePath.of("A").equals(RemotePath.of("a")));
  }

  /** Stores take any spelling and answer with the normal one; "" and "." are the root. */
  private static void useWithAStore() {
    try (Store store = Stores.memory()) {
      store.writeText("/reports//north.csv", "1");
      System.out.println("info: " + store.getFileInfo("./reports/north.csv").path());
      System.out.println("the root: " + store.isFolder("") + ", " + store.isFolder("."));
      System.out.println("native: " + store.nativePath("reports/north.csv"));
      System.out.println("and back: " + store.toKey(store.nativePath("reports/north.csv")));
    }
  }
}
