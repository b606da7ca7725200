package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.memory.MemoryDriver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is collected unclosed is logged with the place where it was opened. */
final class LeakDetectionTest {
  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

  @Test
  void tellsWhereAnUnclosedStreamWasOpened() throws Exception {
    Logger logger = Logger.getLogger("io.remotestore.leaks");
    Handler handler = new Recorder();
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    StoreOptions options =
        StoreOptions.builder().leakDetection(StoreOptions.LeakDetection.ON).build();
    try (Store store = Stores.over(MemoryDriver.create(), options)) {
      store.writeText("closed", "x");
      store.writeText("leaked", "x");
      store.read("closed").close();
      leak(store);
      LogRecord record = collect();
      assertThat(record.getThrown()).hasMessageContaining("read of 'leaked'");
      assertThat(record.getThrown().getStackTrace())
          .anyMatch(frame -> frame.getMethodName().equals("leak"));
      assertThat(records).as("what was closed is not told of").isEmpty();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
  }

  private static void leak(Store store) {
    StoreInputStream unclosed = store.read("leaked");
    assertThat(unclosed.length()).isEqualTo(1);
  }

  private LogRecord collect() throws InterruptedException {
    LogRecord record = null;
    for (int i = 0; i < 100 && record == null; i++) {
      System.gc();
      record = records.poll(100, TimeUnit.MILLISECONDS);
    }
    return java.util.Objects.requireNonNull(record, "no leak was told of");
  }

  private final class Recorder extends Handler {
    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
