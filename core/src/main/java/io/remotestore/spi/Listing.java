package io.remotestore.spi;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listing under way. For one thread. */
public interface Listing extends Closeable {

  /**
   * Fetches the next page. May be called again for the same page after it threw.
   *
   * @return the entries, at least one except where the backend sends empty pages; null at the end
   */
  @Nullable List<Entry> next(Call call) throws Exception;
}
