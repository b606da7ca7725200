package io.remotestore.benchmarks.clients;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream that nobody can ask for its length, nor begin anew. */
final class Unknown extends FilterInputStream {
  private Unknown(InputStream in) {
    super(in);
  }

  static InputStream of(Path file) throws IOException {
    return new Unknown(Files.newInputStream(file));
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
