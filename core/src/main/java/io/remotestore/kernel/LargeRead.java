package io.remotestore.kernel;

import io.remotestore.ByteRange;
import io.remotestore.ContentChangedException;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A large read on several connections at once: the first one, on which the size arrived, reads from
 * the front, and others fetch ranges from the back, bound to the same state of the file, until they
 * meet. So a read that turns out to be small costs one request, and nothing is fetched twice.
 */
final class LargeRead {

  /** Where the bytes go; ranges arrive in any order and on several threads. */
  interface Target {
    /**
     * Takes the next {@code length} bytes of {@code in}, the first being that of {@code offset}.
     */
    void take(InputStream in, long offset, int length) throws IOException;
  }

  private final OperationCall call;
  private final Entry entry;
  private final @Nullable String version;
  private final KernelInputStream front;
  private final Target target;
  private final int chunk;

  /** Where the first chunk begins, counted from the beginning of {@link #front}. */
  private final long start;

  /** The checksums of the chunks that came on other connections, by number. */
  private final Map<Integer, Crc> checksums = new ConcurrentHashMap<>();

  /** Chunks that are left to the front, since the backend sent the whole file instead. */
  private final SortedSet<Integer> leftToFront = new TreeSet<>();

  private int first;
  private int behindLast;
  private boolean ranged;

  private LargeRead(
      OperationCall call,
      GetRequest request,
      Entry entry,
      KernelInputStream front,
      long start,
      Target target,
      int chunk) {
    this.call = call;
    this.entry = entry;
    this.version = request.version();
    this.front = front;
    this.target = target;
    this.chunk = chunk;
    this.start = start;
    this.behindLast = Math.toIntExact((front.length() - start + chunk - 1) / chunk);
  }

  /**
   * Reads the rest of {@code front}, whose length is known, into {@code target}.
   *
   * @param start how many bytes of {@code front} were read already
   */
  static void run(
      OperationCall call,
      GetRequest request,
      Entry entry,
      KernelInputStream front,
      long start,
      Target target)
      throws IOException {
    int chunk = call.engine().options.partSize();
    int others = call.engine().options.concurrency() - 1;
    boolean worthIt =
        front.length() >= 2L * chunk
            && front.length() / chunk < Integer.MAX_VALUE
            && others > 0
            && call.engine().features.remote()
            && !call.engine().ignoredRanges.areExpected()
            && call.engine().reads.canResume(entry);
    if (worthIt) {
      new LargeRead(call, request, entry, front, start, target, chunk).run(others);
    } else {
      alone(front, start, target, chunk);
    }
  }

  private static void alone(KernelInputStream front, long start, Target target, int chunk)
      throws IOException {
    long length = front.length();
    for (long at = start; at < length; at += chunk) {
      target.take(front, at, (int) Math.min(chunk, length - at));
    }
  }

  private void run(int others) throws IOException {
    int mine = claimFirst(); // before the others leave nothing to the connection that is open
    int helpful = Math.min(others, behindLast - 1);
    Parallel parallel = new Parallel(call, helpful);
    try {
      for (int i = 0; i < helpful; i++) {
        parallel.submit(this::fetchFromTheBack);
      }
      for (int next = mine; next >= 0; next = claimFirst()) {
        target.take(front, offset(next), length(next));
        parallel.throwFailure();
      }
      if (isRanged()) {
        front.hangUp(); // the rest of it arrives on other connections
      }
      parallel.join();
      for (int next : leftToFront) {
        target.take(front, offset(next), length(next));
      }
      verify();
    } finally {
      front.hangUp();
      parallel.close();
    }
  }

  private void verify() {
    StoredDigest stored = front.stored();
    if (stored == null) {
      return;
    }
    Crc own = stored.crc();
    long value = own.value();
    for (int number = first; checksums.containsKey(number); number++) {
      value = own.followedBy(value, Objects.requireNonNull(checksums.get(number)));
    }
    stored.verify(value);
  }

  private void fetchFromTheBack(OperationCall part) throws IOException {
    for (int next = claimLast(); next >= 0; next = claimLast()) {
      long offset = offset(next);
      try (KernelInputStream in = range(part, front.startOffset() + offset, length(next))) {
        if (isLeftToFront(next)) {
          return;
        }
        StoredDigest stored = front.stored();
        if (stored != null) {
          Crc crc = stored.crc().another();
          in.addTo(crc);
          checksums.put(next, crc);
        }
        target.take(in, offset, length(next));
      }
    }
  }

  private KernelInputStream range(OperationCall part, long position, int length) {
    ReadConditions conditions =
        entry.revision() == null ? ReadConditions.NONE : ReadConditions.ifMatch(entry.revision());
    GetRequest request =
        new GetRequest(
            entry.key(), ByteRange.of(position, length), conditions, version, Detail.STATE);
    try {
      return new KernelInputStream(
          part.fork(), request, part.engine().reads.fetchState(part, request));
    } catch (PreconditionFailedException | NotFoundException e) {
      throw new ContentChangedException(
          part.details("The file changed while it was read").hint("read it again").build(), e);
    }
  }

  private long offset(int number) {
    return start + (long) number * chunk;
  }

  private int length(int number) {
    return (int) Math.min(chunk, front.length() - offset(number));
  }

  /**
   * Decides on the first reply from the back. If it is the whole file, no connection reads from the
   * back, and the front reads all of the file. If it is a range, all chunks stay where they are.
   */
  private synchronized boolean isLeftToFront(int number) {
    if (!ranged && call.engine().ignoredRanges.areExpected()) {
      leftToFront.add(number);
      return true;
    }
    ranged = leftToFront.isEmpty();
    if (!ranged) {
      leftToFront.add(number);
    }
    return !ranged;
  }

  private synchronized boolean isRanged() {
    return ranged;
  }

  private synchronized int claimFirst() {
    return first < behindLast ? first++ : -1;
  }

  private synchronized int claimLast() {
    return first < behindLast ? --behindLast : -1;
  }
}
