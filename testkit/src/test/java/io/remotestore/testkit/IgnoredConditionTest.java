package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.ContentChangedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Call;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads from servers that say that they decide conditions, and do not. */
final class IgnoredConditionTest extends FaultTest {
  private static final int SIZE = 8 * FlatDriver.MIN_PART;

  private final byte[] first = noise(SIZE);
  private final byte[] second = noise(SIZE + 1);
  private final Forgetful forgetful = new Forgetful();
  private final FaultyDriver driver = new FaultyDriver(forgetful);
  private final Store store = over(driver);

  private static final class Forgetful extends ForwardingDriver {
    private final CountDownLatch askedAgain = new CountDownLatch(1);
    private volatile @Nullable Runnable behindTheFirst;

    private Forgetful() {
      super(FlatDriver.create());
    }

    @Override
    public GetReply get(GetRequest request, Call call) throws Exception {
      GetReply reply =
          super.get(
              new GetRequest(
                  request.key(),
                  request.range(),
                  ReadConditions.NONE,
                  request.version(),
                  request.detail()),
              call);
      Runnable change = behindTheFirst;
      if (change == null) {
        askedAgain.countDown();
        return reply;
      }
      behindTheFirst = null;
      change.run();
      InputStream late = new Late(reply.body(), askedAgain);
      return new GetReply(reply.entry(), reply.offset(), reply.length(), late);
    }
  }

  /** Has no byte before somebody asks for others: else it might be all that is ever read. */
  private static final class Late extends FilterInputStream {
    private final CountDownLatch askedAgain;

    private Late(InputStream in, CountDownLatch askedAgain) {
      super(in);
      this.askedAgain = askedAgain;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        askedAgain.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.read(target, offset, length);
    }
  }

  private void write(byte[] content) {
    store.write("file", content, WriteOptions.overwrite());
  }

  @Test
  void aBrokenReadDoesNotGoOnInAnotherState() throws IOException {
    write(first);
    driver.next("get", Fault.brokenBody(1000).whileDoing(() -> write(second)));
    try (StoreInputStream in = store.read("file")) {
      assertThat(in.readNBytes(1000)).isEqualTo(Arrays.copyOf(first, 1000));
      assertThatThrownBy(in::readAllBytes).hasCauseInstanceOf(ContentChangedException.class);
    }
  }

  @Test
  void aReaderStaysWithTheStateThatItOpened() throws IOException {
    write(first);
    try (StoreReader reader = store.open("file")) {
      assertThat(reader.read(ByteRange.of(0, 10))).isEqualTo(Arrays.copyOf(first, 10));
      write(second);
      assertThatThrownBy(() -> reader.read(ByteRange.of(SIZE - 10, 10)))
          .hasCauseInstanceOf(ContentChangedException.class);
      assertThatThrownBy(() -> reader.stream(5)).isInstanceOf(ContentChangedException.class);
    }
  }

  @Test
  void aLargeReadIsOfOneState() {
    write(first);
    forgetful.behindTheFirst = () -> write(second);
    assertThatThrownBy(() -> store.readBytes("file")).isInstanceOf(ContentChangedException.class);
  }
}
