package io.remotestore;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file in the making, invisible until {@link #commit()}.
 *
 * <pre>{@code
 * try (StoreWriter writer = store.openWrite("report.csv.gz")) {
 *   try (OutputStream gzip = new GZIPOutputStream(writer.stream())) {
 *     produce(gzip);
 *   }
 *   writer.commit();
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public interface StoreWriter extends AutoCloseable {

  /**
   * Returns the stream that takes the bytes, the same one on each call. Closing it ends the bytes
   * and publishes nothing. Its errors are {@link IOException}s whose cause is the typed exception.
   */
  OutputStream stream();

  /**
   * Publishes the file, as the options ask. A condition of theirs is decided here, not when the
   * writer was opened. May be called once.
   *
   * @throws AlreadyExistsException if the file exists and the options do not overwrite
   * @throws PreconditionFailedException if the file is not in the state that the options name
   * @throws OutcomeUnknownException if the reply was lost and a look did not settle it
   */
  WriteResult commit();

  /** Discards what was not committed. Closing twice is fine. */
  @Override
  void close();
}
