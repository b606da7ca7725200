package io.remotestore.spi;

import java.io.Closeable;
import java.io.IOException;

/**
 * A temporary on the backend's side that becomes a file. For one thread. Closing it before {@link
 * #publish} discards it; closing twice is fine.
 */
public interface WriteHandle extends Closeable {

  /** Adds bytes. */
  void write(byte[] bytes, int offset, int length, Call call) throws IOException;

  /**
   * Makes the file visible whole, under the condition of the request that opened this handle. May
   * be called again after it failed with {@link Failure.Effect#UNKNOWN}.
   */
  Entry publish(Call call) throws Exception;
}
