package io.remotestore.benchmarks.clients;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A client of one bucket, for any number of threads. What it returns is how many bytes or keys went
 * through, so that nothing is left out and a wrong number is seen. What a client cannot do throws
 * an {@link UnsupportedOperationException} with the reason.
 */
public interface Client extends AutoCloseable {

  /** Reads a small object whole. */
  long get(String key) throws Exception;

  /** Reads a large object as a stream and drops its bytes. */
  long stream(String key) throws Exception;

  /** Reads a large object into memory. */
  long array(String key) throws Exception;

  /** Reads a large object into a local file. */
  long file(String key, Path target) throws Exception;

  /** Looks at an object. */
  long head(String key) throws Exception;

  /** Writes a small object. */
  long put(String key, byte[] bytes) throws Exception;

  /** Writes a large object from a local file. */
  long putFile(String key, Path source) throws Exception;

  /** Writes a large object from a stream whose length nobody knows; returns what it read. */
  long putStream(String key, InputStream source) throws Exception;

  /** Lists all keys below a prefix that ends in a slash, with their sizes. */
  long list(String prefix) throws Exception;

  /** Deletes keys, by bulk requests where the client has them. */
  long delete(List<String> keys) throws Exception;

  @Override
  void close() throws Exception;

  /** Reads a stream to its end, as all clients here do. */
  static long drop(InputStream in) throws java.io.IOException {
    byte[] buffer = new byte[256 << 10];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
    }
    return total;
  }
}
