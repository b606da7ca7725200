package io.remotestore.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A name in a folder known to lie inside.
 *
 * @param folder the folder
 * @param name the name, which may or may not be there
 */
record Place(Folder folder, String name) implements Closeable {

  /** The path, for what Java can do by path only. */
  Path path() {
    return folder.path().resolve(name);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
