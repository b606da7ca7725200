package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.StoreReader;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pings, closing, deadlines. */
public abstract class LifecycleContract extends StoreContract {

  @Test
  void pings() {
    store().ping();
    put("a/file", "x");
    store().child("a").ping();
    store().child("not/yet").ping();
  }

  @Test
  void closedStoresSaySo() {
    put("file", "x");
    Store child = store().child("a");
    store().close();
    store().close();
    closed(() -> store().read("file"));
    closed(() -> store().exists(""));
    closed(() -> put("file", "y"));
    closed(() -> store().delete("file", DeleteOptions.idempotent()));
    closed(() -> store().listFiles(""));
    closed(() -> store().ping());
    closed(() -> child.exists("x"));
    assertThat(store().nativePath("file")).isNotEmpty();
    assertThat(store().toKey(store().nativePath("file"))).isEqualTo("file");
  }

  private static void closed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreClosedException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aDeadlineThatPassedEndsCalls() {
    put("file", noise(100_000));
    Store hurried = store().withDeadline(Duration.ofNanos(1));
    assertThatThrownBy(() -> hurried.readBytes("file"))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("deadline");
    assertThatThrownBy(() -> hurried.exists("file")).isInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(() -> hurried.writeText("new", "x", overwrite()))
        .isInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(() -> hurried.delete("file")).isInstanceOf(DeadlineExceededException.class);
    assertThat(store().exists("new")).isFalse();
    assertThat(store().readBytes("file")).hasSize(100_000);
  }

  @Test
  void aDeadlineWithRoomChangesNothing() throws IOException {
    Store store = store().withDeadline(Duration.ofMinutes(5)).withDeadline(Duration.ofMinutes(10));
    store.writeText("dir/file", "x", overwrite());
    assertThat(store.child("dir").readText("file")).isEqualTo("x");
    try (StoreReader reader = store.open("dir/file")) {
      assertThat(reader.read(io.remotestore.ByteRange.ALL)).hasSize(1);
    }
    assertThatThrownBy(() -> store.withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void storesSayWhoTheyAre() {
    assertThat(store().identity().service()).isNotBlank();
    assertThat(store().identity().backend()).isNotBlank();
    assertThat(store().toString()).contains("contract");
  }
}
