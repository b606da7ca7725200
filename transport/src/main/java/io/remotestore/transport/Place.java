package io.remotestore.transport;

import io.remotestore.Content;
import io.remotestore.spi.Call;
import io.remotestore.transport.TransportException.Reached;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The permit of one request, held up to the head of its reply. While the request waits for the
 * content to send, other requests hold the permit: the content may be the reply to one of them. For
 * one thread.
 */
final class Place implements AutoCloseable {
  private final Places places;
  private final Call call;
  private boolean held;

  private Place(Places places, Call call) {
    this.places = places;
    this.call = call;
  }

  /** Waits for a permit. */
  static Place of(Places places, Call call) throws TransportException {
    Place place = new Place(places, call);
    place.take(Reached.NOT_SENT);
    return place;
  }

  private void take(Reached reached) throws TransportException {
    places.take(call, reached);
    held = true;
  }

  private void leave() {
    if (held) {
      held = false;
      places.giveBack();
    }
  }

  @Override
  public void close() {
    leave();
  }

  /** The same request; it waits for its content without the permit. */
  HttpRequest lendingIt(HttpRequest request) {
    Content body = request.body();
    if (body == null || body.array() != null) {
      return request;
    }
    return new HttpRequest(
        request.method(),
        request.endpoint(),
        request.target(),
        request.headers(),
        new Lending(body),
        request.reuse());
  }

  private final class Lending implements Content {
    private final Content content;

    private Lending(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.size();
    }

    @Override
    public boolean replayable() {
      return content.replayable();
    }

    @Override
    public InputStream open(long offset) throws IOException {
      leave();
      return new LendingStream(content.open(offset));
    }
  }

  private final class LendingStream extends FilterInputStream {
    private LendingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      leave();
      int next = in.read();
      take(Reached.UNKNOWN);
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      leave();
      int count = in.read(target, offset, length);
      take(Reached.UNKNOWN);
      return count;
    }

    @Override
    public int readNBytes(byte[] target, int offset, int length) throws IOException {
      leave();
      int count = in.readNBytes(target, offset, length);
      take(Reached.UNKNOWN);
      return count;
    }
  }
}
