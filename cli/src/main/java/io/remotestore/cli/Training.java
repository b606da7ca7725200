package io.remotestore.cli;

import io.remotestore.cli.Console.Screen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uses the commands once, in a folder of its own that it removes, so that the classes of a usual
 * run are known to the archive that the launcher starts from.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("cp", "--help"),
          List.of("put", "-", "a/b.txt"),
          List.of("ls", "-lh"),
          List.of("ls", "-lr", "--sort", "size", "."),
          List.of("ls", "--json", "a"),
          List.of("tree"),
          List.of("cp", "-r", "a", "data:a"),
          List.of("cp", "-rv", "data:a", "memory:training/a"),
          List.of("get", "data:a/b.txt", "c.txt"),
          List.of("mv", "c.txt", "d.txt"),
          List.of("cat", "data:a/b.txt"),
          List.of("stat", "d.txt", "a"),
          List.of("find", "data:", "--glob", "*.txt"),
          List.of("du", "-h"),
          List.of("caps", "data:"),
          List.of("ping", "data:"),
          List.of("presign", "s3://training/a.txt?region_name=us-east-1&key=k&secret=s"),
          List.of("mkdir", "data:e"),
          List.of("rm", "-r", "data:a"),
          List.of("cat", "none"),
          List.of("config", "check"),
          List.of("demo", "--to", "memory:training-demo"));

  private Training() {}

  /** Runs all that is usual. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("remote-store-training");
    try {
      Files.writeString(
          folder.resolve("remote-store.toml"),
          """
          [backends.disk]
          type = "local"
          options = { root = "%s" }

          [stores.data]
          backend = "disk"
          root_path = "store"
          """
              .formatted(folder.toString().replace('\\', '/')));
      COMMANDS.forEach(command -> run(folder, command));
    } finally {
      remove(folder);
    }
  }

  private static void run(Path folder, List<String> command) {
    Console usual = Main.console();
    Console console =
        new Console(
            folder,
            Training::variable,
            new ByteArrayInputStream("training".getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            Screen.NONE,
            OutputStream.nullOutputStream(),
            Screen.NONE,
            usual.columns(),
            usual.clock());
    int unused = Main.run(console, command.toArray(String[]::new));
  }

  private static @Nullable String variable(String name) {
    return null;
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
