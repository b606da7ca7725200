package io.remotestore.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A temporary folder that every user of this machine can enter; closing it deletes it. */
record OpenFolder(Path path) implements AutoCloseable {

  static OpenFolder create() throws IOException {
    // Not java.io.tmpdir, which the build sets to a folder of its own.
    String system = Objects.requireNonNullElse(System.getenv("TMPDIR"), "/tmp");
    Path folder = Files.createTempDirectory(Path.of(system), "other-user");
    return new OpenFolder(readable(folder));
  }

  /** Copies the class folders or jars that hold these classes, and returns them as a class path. */
  String classPath(Class<?>... classes) throws Exception {
    List<String> copies = new ArrayList<>();
    for (Class<?> one : classes) {
      Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path to = path.resolve("classes" + copies.size());
      copyTree(from, to);
      copies.add(to.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            readable(Files.createDirectory(target(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            readable(Files.copy(file, target(file)));
            return FileVisitResult.CONTINUE;
          }

          private Path target(Path source) {
            return to.resolve(from.relativize(source).toString());
          }
        });
  }

  /** Whatever the mask of this process says. */
  private static Path readable(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
