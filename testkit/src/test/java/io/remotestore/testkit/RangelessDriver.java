package io.remotestore.testkit;

import io.remotestore.ByteRange;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that ignores ranges, as some servers do: each read sends the whole file. */
final class RangelessDriver extends ForwardingDriver {
  private final AtomicInteger gets = new AtomicInteger();
  private volatile boolean takesRanges;

  RangelessDriver(Driver delegate) {
    super(delegate);
  }

  void takeRanges() {
    takesRanges = true;
  }

  /** Returns how many reads came since the last call of this method. */
  int gets() {
    return gets.getAndSet(0);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    gets.incrementAndGet();
    return super.get(takesRanges ? request : whole(request), call);
  }

  private static GetRequest whole(GetRequest request) {
    return new GetRequest(
        request.key(), ByteRange.ALL, request.conditions(), request.version(), request.detail());
  }
}
