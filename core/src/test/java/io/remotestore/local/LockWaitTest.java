package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeadlineExceededException;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wait for another writer's lock ends with the deadline, and with an interrupt. */
@SuppressWarnings("NullAway.Init") // set before each test
final class LockWaitTest {
  @TempDir Path folder;

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Store store;
  private Thread holder;

  @BeforeEach
  void holdTheLock() throws Exception {
    store = Stores.local(folder);
    store.writeText("file", "before");
    Path root = folder.toRealPath();
    holder =
        new Thread(
            () -> {
              try (KeyLocks locks = KeyLocks.open(root);
                  KeyLocks.Held mine = locks.lock("file", new Patient())) {
                held.countDown();
                release.await();
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    holder.start();
    held.await();
  }

  @AfterEach
  void giveItBack() throws Exception {
    release.countDown();
    holder.join();
    store.close();
  }

  @Test
  void aDeadlineEndsIt() {
    Store hurried = store.withDeadline(Duration.ofMillis(50));
    assertThatThrownBy(() -> hurried.writeText("file", "after", WriteOptions.overwrite()))
        .isInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(() -> hurried.delete("file")).isInstanceOf(DeadlineExceededException.class);
    assertThat(store.readText("file")).isEqualTo("before");
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                store.writeText("file", "after", WriteOptions.overwrite());
              } catch (RemoteStoreException e) {
                thrown.set(e);
              }
            });
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING) {
      assertThat(writer.isAlive()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
    }
    writer.interrupt();
    writer.join();
    assertThat(thrown.get()).isInstanceOf(OperationInterruptedException.class);
    assertThat(store.readText("file")).isEqualTo("before");
  }

  /** A call that nothing ends. */
  private static final class Patient implements Call {
    @Override
    public Operation operation() {
      return Operation.WRITE;
    }

    @Override
    public String scope() {
      return "";
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public long remainingNanos() {
      return Long.MAX_VALUE;
    }

    @Override
    public void check() {}

    @Override
    public void pause(Duration time) {}

    @Override
    public Hook onCancel(Runnable hook) {
      return () -> {};
    }
  }
}
