package io.remotestore.kernel;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Listing;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listing whose pages are fetched on a thread of the library. */
final class PromptListing implements Listing {
  private final Lane lane;
  private final OperationCall opening;
  private final Listing listing;

  PromptListing(Threads threads, OperationCall opening, Listing listing) {
    this.lane = new Lane(threads);
    this.opening = opening;
    this.listing = listing;
  }

  @Override
  @SuppressWarnings("NullAway") // null is what the driver answered
  public @Nullable List<Entry> next(Call call) throws Exception {
    return lane.run((OperationCall) call, () -> listing.next(call));
  }

  @Override
  public void close() throws IOException {
    lane.close(opening, listing);
  }
}
