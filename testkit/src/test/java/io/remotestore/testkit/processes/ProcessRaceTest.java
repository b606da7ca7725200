package io.remotestore.testkit.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write to one folder at once. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ProcessRaceTest {
  private static final int PROCESSES = 4;

  @TempDir private Path root;

  @Test
  void creatingHasOneWinner() throws Exception {
    int keys = 400;
    int[] won = new int[PROCESSES];
    List<ChildProcess> children = ready(Work.CREATE, "");
    try {
      for (int key = 0; key < keys; key++) {
        for (ChildProcess child : children) {
          child.say("race/" + key);
        }
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
          String outcome = String.valueOf(children.get(i).hear());
          outcomes.add(outcome);
          won[i] += outcome.equals("won") ? 1 : 0;
        }
        assertThat(outcomes).as("key %d", key).containsOnlyOnce("won");
        assertThat(outcomes).as("key %d", key).containsOnly("won", "lost");
      }
    } finally {
      close(children);
    }
    System.out.printf(
        "create-if-absent: %d keys, %d processes, winners %s%n",
        keys, PROCESSES, Arrays.toString(won));
    assertThat(temporaries()).isEmpty();
  }

  @Test
  void countersEndExact() throws Exception {
    int increments = 150;
    List<List<String>> late = new ArrayList<>();
    try (Store store = Stores.local(root)) {
      store.writeText("counter", "0");
      List<ChildProcess> children = ready(Work.COUNT, String.valueOf(increments));
      try {
        for (ChildProcess child : children) {
          late.add(toTheEnd(child));
        }
      } finally {
        close(children);
      }
      assertThat(store.readText("counter")).isEqualTo(String.valueOf(PROCESSES * increments));
    }
    System.out.printf(
        "compare-and-set: %d processes, %d increments each, conflicts %s%n",
        PROCESSES, increments, late.stream().flatMap(List::stream).toList());
  }

  /** Starts the processes, and lets them begin when all of them are there. */
  private List<ChildProcess> ready(Work work, String argument) throws Exception {
    List<ChildProcess> children = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        children.add(ChildProcess.start(work, root, argument));
      }
      for (ChildProcess child : children) {
        child.expect("ready");
      }
      for (ChildProcess child : children) {
        child.say("go");
      }
      return children;
    } catch (IOException | RuntimeException | AssertionError e) {
      close(children);
      throw e;
    }
  }

  private static void close(List<ChildProcess> children) throws InterruptedException {
    for (ChildProcess child : children) {
      child.close();
    }
  }

  private static List<String> toTheEnd(ChildProcess child) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = child.hear(); line != null; line = child.hear()) {
      said.add(line);
    }
    return said;
  }

  @Test
  void aSweepTakesTheDeadAndLeavesTheLiving() throws Exception {
    try (Store store = Stores.local(root);
        ChildProcess living = holding("living");
        ChildProcess dying = holding("dying")) {
      assertThat(temporaries()).containsExactlyInAnyOrder("living", "dying");
      assertThat(store.uploads().sweep(Duration.ZERO)).as("swept while both live").isZero();

      dying.kill();
      assertThat(store.uploads().sweep(Duration.ofHours(1))).as("swept of great age").isZero();
      assertThat(store.uploads().sweep(Duration.ZERO)).as("swept of any age").isEqualTo(1);
      assertThat(temporaries()).containsExactly("living");
      try (Stream<FileInfo> files = store.listFiles("")) {
        assertThat(files).as("listed").isEmpty();
      }

      living.say("publish");
      living.expect("published");
      assertThat(store.readText("living")).isEqualTo("held");
      assertThat(temporaries()).isEmpty();
    }
  }

  private ChildProcess holding(String key) throws IOException {
    ChildProcess child = ChildProcess.start(Work.HOLD, root, key);
    child.expect("ready");
    child.say("go");
    child.expect("holding");
    return child;
  }

  @Test
  void sweepsNeverDisturbAWriterThatPublishes() throws Exception {
    try (Store store = Stores.local(root);
        ChildProcess child = ChildProcess.start(Work.STAMP, root, "1500")) {
      child.expect("ready");
      child.say("go");
      FutureTask<Integer> sweeps = new FutureTask<>(() -> sweepWhile(store, child));
      new Thread(sweeps).start();
      child.expect("done");
      System.out.printf("sweeps while a process published 1500 files: %d%n", sweeps.get());
      assertThat(temporaries()).isEmpty();
    }
  }

  private static int sweepWhile(Store store, ChildProcess child) {
    int sweeps = 0;
    while (child.isAlive()) {
      int unused = store.uploads().sweep(Duration.ZERO);
      sweeps++;
    }
    return sweeps;
  }

  private List<String> temporaries() {
    try (Store store = Stores.local(root);
        Stream<Upload> uploads = store.uploads().list()) {
      return uploads.map(Upload::path).toList();
    }
  }
}
