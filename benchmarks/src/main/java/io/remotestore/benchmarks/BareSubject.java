package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * The floor: the shortest call there is. Keys go anywhere, links are followed, a write is seen half
 * done and destroys what was there when it fails, a listing holds names alone.
 */
final class BareSubject implements Subject {
  private final Path root;

  BareSubject(Path root) {
    this.root = root;
  }

  @Override
  public byte[] read(String key) throws IOException {
    return Files.readAllBytes(root.resolve(key));
  }

  @Override
  public Object overwrite(String key, byte[] bytes) throws IOException {
    return Files.write(root.resolve(key), bytes);
  }

  @Override
  public Object create(String key, byte[] bytes) throws IOException {
    return Files.write(root.resolve(key), bytes, StandardOpenOption.CREATE_NEW);
  }

  @Override
  public Object info(String key) throws IOException {
    return Files.readAttributes(root.resolve(key), BasicFileAttributes.class);
  }

  @Override
  public boolean exists(String key) {
    return Files.exists(root.resolve(key), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public long list(String folder) throws IOException {
    try (Stream<Path> names = Files.list(root.resolve(folder))) {
      return names.filter(name -> !name.toString().isEmpty()).count();
    }
  }

  @Override
  public long listRecursive(String folder) throws IOException {
    try (Stream<Path> files =
        Files.find(
            root.resolve(folder), Integer.MAX_VALUE, (path, found) -> found.isRegularFile())) {
      return files.filter(name -> !name.toString().isEmpty()).count();
    }
  }

  @Override
  public void close() {}
}
