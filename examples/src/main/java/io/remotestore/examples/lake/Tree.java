package io.remotestore.examples.lake;

import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Draws what lies below a folder. Of many folders side by side it draws the first and the last; a
 * folder that holds one folder and nothing else shares its line.
 */
final class Tree {
  private static final int MANY = 5;

  private final Map<String, Tree> folders = new TreeMap<>();
  private final Map<String, Long> sizes = new TreeMap<>();

  /** A line: what is drawn, how many files it stands for (0 for a file itself), their bytes. */
  record Line(String text, int files, long bytes) {}

  /** Lists a folder of a store. */
  static Tree of(Store store, String folder) {
    Tree root = new Tree();
    try (Stream<FileInfo> files = store.child(folder).listFiles("", ListOptions.recursive())) {
      files.forEach(file -> root.add(file.path(), file.size()));
    }
    return root;
  }

  private void add(String path, long size) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      sizes.put(path, Math.max(0, size));
      return;
    }
    folders
        .computeIfAbsent(path.substring(0, slash), name -> new Tree())
        .add(path.substring(slash + 1), size);
  }

  /** Returns the lines of this folder under {@code name}. */
  List<Line> lines(String name) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(name + "/", files(), bytes()));
    drawChildren("", lines);
    return lines;
  }

  private void drawChildren(String indent, List<Line> lines) {
    List<String> names = new ArrayList<>(folders.keySet());
    boolean cut = names.size() >= MANY;
    int left = (cut ? 3 : names.size()) + sizes.size();
    for (int i = 0; i < names.size(); i++) {
      if (cut && i == 1) {
        i = names.size() - 1;
        lines.add(elided(names.subList(1, i), indent + branch(--left)));
      }
      drawFolder(names.get(i), indent, --left, lines);
    }
    for (Map.Entry<String, Long> file : sizes.entrySet()) {
      lines.add(new Line(indent + branch(--left) + file.getKey(), 0, file.getValue()));
    }
  }

  private Line elided(List<String> names, String indent) {
    int files = 0;
    long bytes = 0;
    for (String name : names) {
      Tree folder = child(name);
      files += folder.files();
      bytes += folder.bytes();
    }
    return new Line(indent + "… " + names.size() + " more", files, bytes);
  }

  private void drawFolder(String name, String indent, int left, List<Line> lines) {
    StringBuilder text = new StringBuilder(name);
    Tree folder = child(name);
    while (folder.sizes.isEmpty() && folder.folders.size() == 1) {
      String only = folder.folders.keySet().iterator().next();
      text.append('/').append(only);
      folder = folder.child(only);
    }
    if (folder.folders.isEmpty() && folder.sizes.size() == 1) {
      Map.Entry<String, Long> file = folder.sizes.entrySet().iterator().next();
      lines.add(new Line(indent + branch(left) + text + "/" + file.getKey(), 0, file.getValue()));
      return;
    }
    lines.add(new Line(indent + branch(left) + text + "/", folder.files(), folder.bytes()));
    folder.drawChildren(indent + (left == 0 ? "   " : "│  "), lines);
  }

  private Tree child(String name) {
    Tree folder = folders.get(name);
    if (folder == null) {
      throw new IllegalArgumentException("no folder " + name);
    }
    return folder;
  }

  private static String branch(int left) {
    return left == 0 ? "└─ " : "├─ ";
  }

  int files() {
    return sizes.size() + folders.values().stream().mapToInt(Tree::files).sum();
  }

  long bytes() {
    return sizes.values().stream().mapToLong(Long::longValue).sum()
        + folders.values().stream().mapToLong(Tree::bytes).sum();
  }
}
