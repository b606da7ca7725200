package io.remotestore.kernel;

import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.spi.Features;
import io.remotestore.spi.TemporaryName;

/** The wall around a store: turns the caller's paths into keys below a root, and keys back. */
final class Scope {
  private final String root;

  Scope(String root) {
    this.root = root;
  }

  /** The key of the root, empty where the store is the whole driver. */
  String root() {
    return root;
  }

  Scope child(String key) {
    return new Scope(join(key));
  }

  /** The key of a file to look at or take away. */
  String file(OperationCall call, String path) {
    String relative = normal(call, path);
    if (relative.isEmpty()) {
      throw invalid(call, path, "The path names the root of the store, not a file");
    }
    return checked(call, path, join(relative));
  }

  /** The key of a file or folder to make: also refuses the names that temporaries have. */
  String target(OperationCall call, String path) {
    String key = file(call, path);
    if (TemporaryName.matches(key)) {
      throw invalid(
          call,
          path,
          "The name is kept for temporaries; choose one that does not begin with '.~tmp.'");
    }
    return key;
  }

  /** The key of a folder; {@code ""} and {@code "."} are the root. */
  String folder(OperationCall call, String path) {
    if (RemotePath.isRoot(path)) {
      return root;
    }
    if (normal(call, path).isEmpty()) {
      throw new InvalidPathException(
          call.details("The path is no spelling of the root")
              .path(path)
              .hint("use \"\" for the root")
              .build(),
          null);
    }
    return file(call, path);
  }

  boolean isRoot(String key) {
    return key.equals(root);
  }

  /** The path of a key, as the caller of this store knows it. */
  String path(String key) {
    if (root.isEmpty()) {
      return key;
    }
    return key.length() <= root.length() ? "" : key.substring(root.length() + 1);
  }

  /** Tells whether a key lies at or below the root. */
  boolean contains(String key) {
    return root.isEmpty()
        || key.equals(root)
        || (key.startsWith(root) && key.charAt(root.length()) == '/');
  }

  String join(String relative) {
    if (root.isEmpty()) {
      return relative;
    }
    return relative.isEmpty() ? root : root + "/" + relative;
  }

  private static String normal(OperationCall call, String path) {
    try {
      return RemotePath.normalize(path);
    } catch (InvalidPathException e) {
      throw invalid(call, path, e.problem());
    }
  }

  private static String checked(OperationCall call, String path, String key) {
    Features features = call.engine().features;
    if (key.length() * 3L > features.maxKeyBytes()
        && utf8(key, 0, key.length()) > features.maxKeyBytes()) {
      throw invalid(call, path, "The key is longer than " + features.maxKeyBytes() + " bytes");
    }
    int max = features.maxSegmentBytes();
    if (key.length() * 3L > max) {
      int start = 0;
      while (start < key.length()) {
        int slash = key.indexOf('/', start);
        int end = slash < 0 ? key.length() : slash;
        if (utf8(key, start, end) > max) {
          throw invalid(call, path, "A segment of the path is longer than " + max + " bytes");
        }
        start = end + 1;
      }
    }
    return key;
  }

  private static int utf8(String text, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  static InvalidPathException invalid(OperationCall call, String path, String problem) {
    return new InvalidPathException(call.details(problem).path(path).build(), null);
  }
}
