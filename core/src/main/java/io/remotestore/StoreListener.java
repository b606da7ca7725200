package io.remotestore;

/**
 * Is told what a store does. Called on the thread of the operation: be quick. What a listener
 * throws is logged and otherwise ignored.
 */
public interface StoreListener {

  /** An operation began; its path and options have been checked. */
  default void started(OperationEvent event) {}

  /** An attempt failed and another one follows. */
  default void retrying(OperationEvent event, RemoteStoreException failure) {}

  /** The first byte of a read arrived. */
  default void firstByte(OperationEvent event) {}

  /** {@code count} more bytes were read or written. */
  default void transferred(OperationEvent event, long count) {}

  /** The operation ended: for reads, writers and listings when the stream was closed. */
  default void finished(OperationEvent event) {}
}
