package io.remotestore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One operation, as a {@link StoreListener} follows it. Values grow while it runs. */
public interface OperationEvent {

  /** A number that no other operation of this process has. */
  long id();

  /** What was asked for. */
  Operation operation();

  /** The store's name. */
  String store();

  /** The backend's type. */
  String backend();

  /** The path, relative to the store; empty for its root. */
  String path();

  /** The attempts so far: 1, and one more for each request that was sent again, parts included. */
  int attempts();

  /** The bytes read or written so far. */
  long bytes();

  /** The entries that listings skipped so far, because no path leads to them. */
  long skippedEntries();

  /** The time since the operation began, or that it took once it is finished. */
  Duration elapsed();

  /** The time to the first byte of a read, or null before it. */
  @Nullable Duration timeToFirstByte();

  /** The id that the server gave the last request; null where it gave none. */
  @Nullable String requestId();

  /** Why it failed; null before the end and after success. */
  @Nullable RemoteStoreException failure();
}
