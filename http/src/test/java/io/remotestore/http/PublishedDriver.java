package io.remotestore.http;

import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.testkit.ForwardingDriver;
import io.remotestore.transport.TransportException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one driver writes and a web server hands out, read through the driver under test: so the
 * contract of a backend that only reads can be tested in full.
 */
class PublishedDriver extends ForwardingDriver {
  private final Driver reading;
  private final Driver writing;
  private final Features features;

  /**
   * Makes a driver.
   *
   * @param features those of reading, and what of writing shows through the web server
   */
  PublishedDriver(Driver reading, Driver writing, Features features) {
    super(writing);
    this.reading = reading;
    this.writing = writing;
    this.features = features;
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Address address() {
    return reading.address();
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return cause instanceof TransportException
        ? reading.classify(cause, call)
        : writing.classify(cause, call);
  }

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
    return reading.stat(request, call);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    return reading.get(request, call);
  }

  @Override
  public void probe(Call call) throws Exception {
    reading.probe(call);
  }

  // ---------------------------------------------------------------- what was written

  @Override
  public Entry put(PutRequest request, Call call) throws Exception {
    return published(super.put(request, call), call);
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws Exception {
    return published(super.completeParts(request, call), call);
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    Listing listing = super.list(request, call);
    return new Listing() {
      @Override
      public @Nullable List<Entry> next(Call inner) throws Exception {
        List<Entry> page = listing.next(inner);
        return page == null ? null : published(page, inner);
      }

      @Override
      public void close() throws IOException {
        listing.close();
      }
    };
  }

  private List<Entry> published(List<Entry> page, Call call) throws Exception {
    List<Entry> all = new ArrayList<>();
    for (Entry entry : page) {
      all.add(published(entry, call));
    }
    return all;
  }

  /** What the web server says of what the writing driver said. */
  Entry published(Entry entry, Call call) throws Exception {
    Instant modified = entry.modifiedAt();
    if (!entry.isFile() || modified == null) {
      return entry;
    }
    return Entry.file(entry.key())
        .size(entry.size())
        .modifiedAt(modified.truncatedTo(ChronoUnit.SECONDS))
        .etag(entry.etag())
        .revision(entry.revision())
        .headers(entry.headers())
        .build();
  }

  @Override
  public void close() throws IOException {
    reading.close();
    writing.close();
  }
}
