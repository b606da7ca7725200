package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Lengths that a server announces, and that no memory holds. */
final class AnnouncedLengthTest extends FaultTest {
  private static final int MIB = 1 << 20;

  /** Announces a length, and sends as many bytes of it as it has. */
  private static final class Announcing extends ForwardingDriver {
    private final long announced;
    private final int sent;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Announcing(long announced, int sent) {
      super(FlatDriver.create());
      this.announced = announced;
      this.sent = sent;
    }

    @Override
    public GetReply get(GetRequest request, Call call) {
      Entry entry = Entry.file(request.key()).size(announced).build();
      InputStream body =
          new FilterInputStream(new ByteArrayInputStream(new byte[sent])) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      return new GetReply(entry, 0, announced, body);
    }
  }

  @Test
  void aLengthThatNoHeapHoldsIsAnErrorThatSaysWhatToDo() {
    // More than an array holds: this JVM can have any heap.
    Announcing driver = new Announcing(3L << 30, 8 * MIB);
    Store store = over(driver);
    assertThatThrownBy(() -> store.readBytes("f"))
        .isExactlyInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("3221225472 bytes does not fit into memory")
        .hasMessageContaining("stream it with read");
    assertThat(driver.closed).isTrue();
  }

  /** The test's own JVM has a limit that two gigabytes exceed. */
  @Test
  void memoryThatRunsOutIsTheSameError() {
    long announced = Integer.MAX_VALUE - 64L;
    org.assertj.core.api.Assumptions.assumeThat(Runtime.getRuntime().maxMemory())
        .as("heap of this JVM")
        .isLessThan(announced);
    Announcing driver = new Announcing(announced, 8 * MIB);
    assertThatThrownBy(() -> over(driver).readBytes("f"))
        .isExactlyInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("does not fit into memory")
        .hasCauseInstanceOf(OutOfMemoryError.class);
    assertThat(driver.closed).isTrue();
  }

  /** Two thousand small replies that announce a gigabyte each must not cost a gigabyte each. */
  @Test
  void noMemoryIsTakenForBytesThatDoNotCome() {
    Store store = over(new Announcing(1L << 30, 10));
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> store.readBytes("f"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("the body ended at byte 10");
    }
  }

  @Test
  void aFileOfMoreThanTheFirstPartIsReadWhole() {
    Store store = over(FlatDriver.create());
    byte[] content = noise(9 * MIB + 3);
    store.write("f", content);
    assertThat(store.readBytes("f")).isEqualTo(content);
  }
}
