package io.remotestore.examples;

import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.StatRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The smallest driver there can be: one file, to be read, over a network that fails at times. */
final class FlakyDriver implements Driver {
  private static final String KEY = "a.txt";
  private static final byte[] BYTES = "hello".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger failures = new AtomicInteger();

  /** Fails the next {@code count} requests. */
  void failNext(int count) {
    failures.set(count);
  }

  private void request() throws IOException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IOException("connection reset");
    }
  }

  @Override
  public Features features() {
    // Nothing but reading. It never waits, so that nobody need wait for it on another thread.
    return Features.builder().interruptible().build();
  }

  /** Says what went wrong; whether to try again is up to the kernel. */
  @Override
  public Failure classify(Throwable cause, Call call) {
    return cause instanceof IOException
        ? Failure.unknown(Failure.Kind.UNAVAILABLE)
        : Failure.rejected(Failure.Kind.OTHER);
  }

  @Override
  public void probe(Call call) throws IOException {
    request();
  }

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    request();
    return request.key().equals(KEY) ? Entry.file(KEY).size(BYTES.length).build() : null;
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
    request();
    if (!request.key().equals(KEY)) {
      throw new DriverException(Failure.rejected(Failure.Kind.NOT_FOUND));
    }
    Entry entry = Entry.file(KEY).size(BYTES.length).build();
    return new GetReply(entry, 0, BYTES.length, new ByteArrayInputStream(BYTES));
  }

  @Override
  public Address address() {
    return new PlainAddress("flaky", "flaky");
  }

  @Override
  public void close() {}
}
