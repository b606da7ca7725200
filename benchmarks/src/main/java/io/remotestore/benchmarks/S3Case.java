package io.remotestore.benchmarks;

import io.remotestore.benchmarks.clients.Task;
import java.util.List;

/**
 * One thing that all clients of S3 do.
 *
 * @param row what the tables call it
 * @param task what it is
 * @param callers how many do it at a time
 * @param server whom they ask
 * @param count the size of a large object, or how many keys
 */
record S3Case(String row, Task task, int callers, Server server, long count) {
  static final long LARGE = 256L << 20;

  /** Whom clients ask. */
  enum Server {
    /** A static server: what it takes itself is little. */
    STATIC,
    /** The same over TLS. */
    STATIC_TLS,
    /** A store. */
    STORE
  }

  /** Small objects, read. */
  static List<S3Case> gets() {
    return List.of(
        of("GET, 1 caller", Task.GET, 1, Server.STATIC),
        of("GET, 32 callers", Task.GET, 32, Server.STATIC),
        of("GET, 256 callers", Task.GET, 256, Server.STATIC),
        of("GET over TLS, 32 callers", Task.GET, 32, Server.STATIC_TLS));
  }

  /** Large objects, read. */
  static List<S3Case> downloads() {
    return List.of(
        large("as a stream", Task.STREAM, Server.STATIC),
        large("into an array", Task.ARRAY, Server.STATIC),
        large("into a file", Task.FILE, Server.STATIC),
        large("as a stream over TLS", Task.STREAM, Server.STATIC_TLS));
  }

  /** Small objects, written and looked at. */
  static List<S3Case> puts() {
    return List.of(
        of("PUT, 1 caller", Task.PUT, 1, Server.STORE),
        of("PUT, 32 callers", Task.PUT, 32, Server.STORE),
        of("HEAD, 32 callers", Task.HEAD, 32, Server.STORE));
  }

  /** Large objects, written. */
  static List<S3Case> uploads() {
    return List.of(
        large("from a file", Task.PUT_FILE, Server.STORE),
        large("from a stream", Task.PUT_STREAM, Server.STORE));
  }

  /** Many keys. */
  static List<S3Case> keys(long listed, long deleted) {
    return List.of(
        new S3Case("list", Task.LIST, 1, Server.STORE, listed),
        new S3Case("delete", Task.DELETE, 1, Server.STORE, deleted));
  }

  private static S3Case of(String row, Task task, int callers, Server server) {
    return new S3Case(row, task, callers, server, Task.SMALL);
  }

  private static S3Case large(String row, Task task, Server server) {
    return new S3Case(row, task, 1, server, LARGE);
  }

  /** Tells whether it moves a large object. */
  boolean isLarge() {
    return count == LARGE;
  }

  /** Tells whether it counts keys and not calls. */
  boolean isKeys() {
    return task == Task.LIST || task == Task.DELETE;
  }
}
