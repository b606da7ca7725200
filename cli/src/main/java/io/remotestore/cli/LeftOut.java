package io.remotestore.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What no listing of a store shows of a folder of this machine: most links, pipes, devices. */
final class LeftOut {
  private static final String TEMPORARY = ".~tmp.";

  private LeftOut() {}

  /** Returns the places below a folder that a transfer of its files passes over. */
  static List<Place> below(Place folder) throws IOException {
    if (!folder.store().identity().backend().equals("local")) {
      return List.of();
    }
    Path start = Path.of(folder.store().nativePath(folder.key()));
    List<Place> found = new ArrayList<>();
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (!attributes.isRegularFile() && !name.startsWith(TEMPORARY)) {
              add(found, folder, start.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // the listing tells
          }
        });
    return found;
  }

  /** A link that a store follows to a file is a file like any other. */
  private static void add(List<Place> found, Place folder, Path relative) {
    String path = relative.toString().replace(File.separatorChar, '/');
    if (path.indexOf('\\') >= 0) {
      return;
    }
    Place place = folder.below(path);
    if (!place.store().isFile(place.key())) {
      found.add(place);
    }
  }
}
