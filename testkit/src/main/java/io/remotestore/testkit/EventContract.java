package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.OperationEvent;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners receive every operation once, from its start to its end. */
public abstract class EventContract extends StoreContract {

  private static final class Recorder implements StoreListener {
    private final List<String> seen = new ArrayList<>();
    private final List<OperationEvent> finished = new ArrayList<>();

    @Override
    public void started(OperationEvent event) {
      seen.add("start " + event.operation() + " " + event.path());
    }

    @Override
    public void firstByte(OperationEvent event) {
      seen.add("first byte");
    }

    @Override
    public void finished(OperationEvent event) {
      seen.add("end " + event.operation() + (event.failure() == null ? "" : " failed"));
      finished.add(event);
    }
  }

  @Test
  void ofAReadAndAWrite() throws IOException {
    Recorder recorder = new Recorder();
    Store store = store().withListener(recorder);
    store.write("dir/file", noise(300_000), overwrite());
    try (StoreInputStream in = store.read("dir/file")) {
      assertThat(in.readAllBytes()).hasSize(300_000);
      assertThat(recorder.seen).doesNotContain("end read");
    }
    assertThat(recorder.seen)
        .containsExactly(
            "start write dir/file", "end write", "start read dir/file", "first byte", "end read");
    OperationEvent write = recorder.finished.get(0);
    OperationEvent read = recorder.finished.get(1);
    assertThat(write.bytes()).isEqualTo(300_000);
    assertThat(read.bytes()).isEqualTo(300_000);
    assertThat(read.attempts()).isBetween(1, 1 + sparePrimitives());
    assertThat(read.timeToFirstByte()).isNotNull();
    assertThat(read.elapsed()).isPositive();
    assertThat(read.id()).isNotEqualTo(write.id());
    assertThat(read.store()).startsWith("contract");
  }

  @Test
  void ofFailures() {
    Recorder recorder = new Recorder();
    Store store = store().withListener(recorder);
    assertThatThrownBy(() -> store.read("missing")).isInstanceOf(NotFoundException.class);
    assertThat(recorder.seen).containsExactly("start read missing", "end read failed");
    assertThat(recorder.finished.get(0).failure()).isInstanceOf(NotFoundException.class);
  }

  @Test
  void ofListingsAndChildren() {
    Recorder recorder = new Recorder();
    Store child = store().child("dir").withListener(recorder);
    put("dir/file", "x");
    try (var files = child.listFiles("")) {
      assertThat(files.count()).isEqualTo(1);
    }
    assertThat(child.child("deeper").exists("x")).isFalse();
    assertThat(recorder.seen)
        .containsExactly("start list ", "end list", "start exists x", "end exists");
  }

  @Test
  void brokenListenersDoNoHarm() {
    Store store =
        store()
            .withListener(
                new StoreListener() {
                  @Override
                  public void started(OperationEvent event) {
                    throw new IllegalStateException("a listener that fails, on purpose");
                  }
                });
    store.writeText("file", "x", overwrite());
    assertThat(store.readText("file")).isEqualTo("x");
  }

  @Test
  void everyOperationIsNamed() {
    for (Operation operation : Operation.values()) {
      assertThat(operation.toString()).isNotBlank().isLowerCase();
    }
  }
}
