package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import java.util.concurrent.Callable;

/** Makes and removes what is measured. */
final class Trees {
  private static final long WARM_UP_NANOS = 600_000_000;

  private Trees() {}

  /** The same bytes each time, which no file system can compress. */
  static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /**
   * Calls often enough that the JVM has compiled what a call runs through: calls on large files are
   * too few for that in the time that they are measured, and small files get there by themselves.
   */
  static void warmUp(int size, Callable<?> call) throws Exception {
    long end = System.nanoTime() + (size <= 1024 ? 0 : WARM_UP_NANOS);
    do {
      Object unused = call.call();
    } while (System.nanoTime() < end);
  }

  /** Lays out {@code count} small files in one folder. */
  static void flat(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve(name(i)), new byte[0]);
    }
  }

  /** Lays out {@code count} small files a hundred to a folder, ten folders to a folder. */
  static void deep(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int leaf = i / 100;
      Path parent =
          folder.resolve("a" + leaf / 100).resolve("b" + leaf / 10 % 10 + "/c" + leaf % 10);
      if (i % 100 == 0) {
        Files.createDirectories(parent);
      }
      Files.write(parent.resolve(name(i)), new byte[0]);
    }
  }

  /** Every tenth is a text, for patterns to find. */
  private static String name(int i) {
    return "file-" + i + (i % 10 == 0 ? ".txt" : ".bin");
  }

  /** Removes a folder and all in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          /** A server that was ended may still have cleared away some of its own. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
