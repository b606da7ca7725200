package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.ContentChangedException;
import io.remotestore.CopyOptions;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads at one key. */
public abstract class RaceContract extends StoreContract {
  private static final int THREADS = 8;

  private <T> List<T> race(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tasks.add(task);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void creatingHasOneWinner() throws Exception {
    if (!supports(Capability.CREATE_IF_ABSENT)) {
      return;
    }
    for (int round = 0; round < 25; round++) {
      String path = "race/" + round;
      List<Boolean> won =
          race(
              () -> {
                try {
                  store().writeText(path, "identical bytes");
                  return true;
                } catch (AlreadyExistsException e) {
                  return false;
                }
              });
      assertThat(won).as("round %d", round).containsOnlyOnce(true);
    }
  }

  @Test
  void movingOntoNothingHasOneWinner() throws Exception {
    if (!supports(Capability.CREATE_IF_ABSENT) || !supports(Capability.ATOMIC_MOVE)) {
      return;
    }
    for (int round = 0; round < 10; round++) {
      String target = "moved/" + round;
      List<Boolean> won =
          race(
              () -> {
                String source = "source/" + Thread.currentThread().getId();
                put(source, source);
                try {
                  store().move(source, target);
                  return true;
                } catch (AlreadyExistsException e) {
                  return false;
                }
              });
      assertThat(won).as("round %d", round).containsOnlyOnce(true);
    }
  }

  @Test
  void countersEndExact() throws Exception {
    if (!supports(Capability.COMPARE_AND_SET)) {
      return;
    }
    put("counter", "0");
    int increments = 15;
    List<Integer> conflicts =
        race(
            () -> {
              int lost = 0;
              for (int i = 0; i < increments; i++) {
                while (!increment()) {
                  lost++;
                }
              }
              return lost;
            });
    assertThat(store().readText("counter")).isEqualTo(String.valueOf(THREADS * increments));
    assertThat(conflicts).hasSize(THREADS);
  }

  private boolean increment() {
    try (io.remotestore.StoreInputStream in = store().read("counter")) {
      Revision revision = in.info().revision();
      int value = Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (revision == null) {
        throw new AssertionError("no revision");
      }
      store().writeText("counter", String.valueOf(value + 1), WriteOptions.ifMatch(revision));
      return true;
    } catch (PreconditionFailedException e) {
      return false;
    } catch (java.io.IOException e) {
      if (e.getCause() instanceof ContentChangedException) {
        return false; // told, not torn: read again
      }
      throw new AssertionError(e);
    }
  }

  @Test
  void readersSeeWholeFilesOnly() throws Exception {
    if (!supports(Capability.ATOMIC_WRITE)) {
      return;
    }
    byte[] small = new byte[10_000];
    byte[] large = new byte[400_000];
    Arrays.fill(small, (byte) 's');
    Arrays.fill(large, (byte) 'l');
    put("file", small);
    List<Boolean> whole =
        race(
            () -> {
              boolean ok = true;
              for (int i = 0; i < 15; i++) {
                put("file", i % 2 == 0 ? large : small);
                byte[] read = readRetryingChange();
                ok &= Arrays.equals(read, large) || Arrays.equals(read, small);
              }
              return ok;
            });
    assertThat(whole).containsOnly(true);
  }

  private byte[] readRetryingChange() {
    while (true) {
      try {
        return store().readBytes("file");
      } catch (ContentChangedException e) {
        // told, not torn: read again
      }
    }
  }

  @Test
  void aListingHoldsWhatStaysWhileOthersWrite() throws Exception {
    List<String> staying = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      put("dir/stay" + i, "");
      staying.add("dir/stay" + i);
    }
    List<Boolean> complete =
        race(
            () -> {
              boolean ok = true;
              for (int i = 0; i < 5; i++) {
                put("dir/come" + Thread.currentThread().getId() + "-" + i, "");
                List<String> listed = files("dir");
                ok &= listed.containsAll(staying);
                ok &= listed.stream().distinct().count() == listed.size();
                store().delete("dir/come" + Thread.currentThread().getId() + "-" + i);
              }
              return ok;
            });
    assertThat(complete).containsOnly(true);
  }

  @Test
  void ofManyMovesOfAFileOneArrives() throws Exception {
    put("a", "precious");
    race(
        () -> {
          tryMove("a", "b" + Thread.currentThread().getId());
          return true;
        });
    assertThat(store().exists("a")).isFalse();
    assertThatAFileIsLeft();
  }

  /** A move that is a copy and a delete without a condition cannot promise it. */
  @Test
  void movesToAndFroNeverLoseAFile() throws Exception {
    if (!supports(Capability.ATOMIC_MOVE) && !supports(Capability.CONDITIONAL_DELETE)) {
      return;
    }
    put("a", "precious");
    race(
        () -> {
          for (int i = 0; i < 20; i++) {
            tryMove("a", "b");
            tryMove("b", "a");
          }
          return true;
        });
    assertThatAFileIsLeft();
  }

  private void assertThatAFileIsLeft() {
    List<FileInfo> left = new ArrayList<>();
    try (var files = store().listFiles("")) {
      files.forEach(left::add);
    }
    assertThat(left).isNotEmpty();
    assertThat(store().readText(left.get(0).path())).isEqualTo("precious");
  }

  private void tryMove(String source, String target) {
    try {
      store().move(source, target, CopyOptions.overwrite());
    } catch (NotFoundException | PreconditionFailedException e) {
      // another thread was faster
    } catch (OutcomeUnknownException e) {
      // a reply was lost on the way, and another thread was faster before the look
    }
  }
}
