package io.remotestore.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** One way to work with the files below a folder. Results are returned so that none is left out. */
interface Subject extends AutoCloseable {

  /** What the benchmarks call each way. */
  enum Kind {
    /** This library. */
    STORE,
    /** This library, with {@code confine = "strict"}. */
    STRICT,
    /** The same guarantees on {@code java.nio.file.Files}. */
    HAND,
    /** The shortest call of {@code java.nio.file.Files}, without any guarantee. */
    BARE,
    /** OpenDAL's Java binding. */
    OPENDAL;

    /** Opens this way over a folder that exists. */
    Subject open(Path root) throws IOException {
      return switch (this) {
        case STORE -> StoreSubject.standard(root);
        case STRICT -> StoreSubject.strict(root);
        case HAND -> new HandSubject(root);
        case BARE -> new BareSubject(root);
        case OPENDAL -> new OpenDalSubject(root);
      };
    }
  }

  byte[] read(String key) throws IOException;

  Object overwrite(String key, byte[] bytes) throws IOException;

  /** Writes a file that must not be there yet. */
  Object create(String key, byte[] bytes) throws IOException;

  Object info(String key) throws IOException;

  boolean exists(String key) throws IOException;

  /** Returns how many files lie directly in a folder. */
  long list(String folder) throws IOException;

  /** Returns how many files lie below a folder. */
  long listRecursive(String folder) throws IOException;

  /** Like {@link #listRecursive}, in the order of keys. */
  default long listOrdered(String folder) throws IOException {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " has no order");
  }

  /** Returns how many files match a pattern. */
  default long glob(String pattern) throws IOException {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " has no patterns");
  }

  @Override
  void close() throws IOException;
}
