package io.remotestore.kernel;

import io.remotestore.spi.Entry;
import java.io.IOException;

/** Where the bytes of one write go before they are published. For one thread. */
interface Sink extends AutoCloseable {

  /** Adds bytes, which may be changed afterwards. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Publishes them. Called once at the most. */
  Entry publish() throws Exception;

  /** Discards what was not published. */
  @Override
  void close();
}
