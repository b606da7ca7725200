package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.BackendUnavailableException;
import io.remotestore.ContentDigest;
import io.remotestore.DigestMismatchException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.StoreWriter;
import io.remotestore.Upload;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Failure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads in parts: whole or not at all, and never dangling. */
final class MultipartTest extends FaultTest {
  private static final int PART = FlatDriver.MIN_PART;

  private final FlatDriver flat = FlatDriver.create();
  private final FaultyDriver driver = new FaultyDriver(flat);
  private final Store store = over(driver);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 3 * PART, 10 * PART + 7, 2_500_000})
  void everySize(int size, @TempDir Path temp) throws IOException {
    byte[] content = noise(size);
    store.write("stream", new ByteArrayInputStream(content));
    store.write("file", Files.write(temp.resolve("f"), content));
    store.write("array", content);
    store.write("action", out -> out.write(content));
    for (String path : List.of("stream", "file", "array", "action")) {
      assertThat(store.readBytes(path)).as(path).isEqualTo(content);
    }
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void nothingIsVisibleBeforeTheEnd() throws IOException {
    try (StoreWriter writer = store.openWrite("file")) {
      writer.stream().write(noise(5 * PART));
      assertThat(store.exists("file")).isFalse();
      assertThat(flat.size()).isZero();
      assertThat(writer.commit().size()).isEqualTo(5 * PART);
    }
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void aWriterThatIsNotCommittedLeavesNothing() throws IOException {
    try (StoreWriter writer = store.openWrite("file")) {
      writer.stream().write(noise(5 * PART));
      assertThat(flat.danglingUploads()).isEqualTo(1);
    }
    assertThat(flat.danglingUploads()).isZero();
    assertThat(flat.size()).isZero();
  }

  @Test
  void partsAreTriedAgain() {
    byte[] content = noise(8 * PART);
    driver.next("putPart", Fault.lostReply());
    driver.next("putPart", Fault.notSent());
    driver.next("beginParts", Fault.notSent());
    store.write("file", new ByteArrayInputStream(content));
    assertThat(store.readBytes("file")).isEqualTo(content);
  }

  @Test
  void aCompletionWhoseReplyIsLostIsToldByItsToken() {
    byte[] content = noise(3 * PART);
    driver.next("completeParts", Fault.lostReply());
    store.write("file", new ByteArrayInputStream(content), WriteOptions.overwrite());
    assertThat(store.readBytes("file")).isEqualTo(content);
    assertThat(store.getFileInfo("file").metadata()).isEmpty();
  }

  @Test
  void anUploadThatSomebodyAbortedInTheMeantimeIsUnknown() {
    Fault aborted = Fault.lostRequest().whileDoing(() -> store.uploads().sweep(Duration.ZERO));
    driver.next("completeParts", aborted);
    assertThatThrownBy(
            () ->
                store.write(
                    "file", new ByteArrayInputStream(noise(3 * PART)), WriteOptions.overwrite()))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("published or aborted");
  }

  @Test
  void aPartThatFailsForGoodAbortsTheRest() {
    driver.next("putPart", Fault.rejected(Kind.PERMISSION_DENIED));
    assertThatThrownBy(() -> store.write("file", new ByteArrayInputStream(noise(40 * PART))))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("Permission denied");
    assertThat(flat.danglingUploads()).isZero();
    assertThat(store.exists("file")).isFalse();
  }

  @Test
  void anAbortIsTriedAgain() {
    driver.next("putPart", Fault.rejected(Kind.OTHER));
    driver.next("abortParts", 2, Fault.lostRequest());
    assertThatThrownBy(() -> store.write("file", new ByteArrayInputStream(noise(4 * PART))))
        .isInstanceOf(RemoteStoreException.class);
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void aFailingSourceAborts() {
    InputStream failing =
        new InputStream() {
          private int left = 3 * PART;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
              throw new IOException("the source broke");
            }
            int n = Math.min(left, length);
            left -= n;
            return n;
          }
        };
    assertThatThrownBy(() -> store.write("file", failing)).hasMessageContaining("the source broke");
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void theConditionIsDecidedAtTheEnd() throws IOException {
    try (StoreWriter writer = store.openWrite("file")) {
      writer.stream().write(noise(3 * PART));
      store.writeText("file", "rival");
      assertThatThrownBy(writer::commit).isInstanceOf(AlreadyExistsException.class);
    }
    assertThat(store.readText("file")).isEqualTo("rival");
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void aLostReplyAtTheEndIsSettledByTheToken() {
    driver.next("completeParts", Fault.lostReply());
    store.write("file", new ByteArrayInputStream(noise(3 * PART)));
    assertThat(store.readBytes("file")).hasSize(3 * PART);
    driver.next("completeParts", Fault.lostRequest());
    store.write("other", new ByteArrayInputStream(noise(3 * PART)));
    assertThat(store.readBytes("other")).hasSize(3 * PART);
    driver.next(
        "completeParts", Fault.lostRequest().whileDoing(() -> store.writeText("rival", "x")));
    assertThatThrownBy(() -> store.write("rival", new ByteArrayInputStream(noise(3 * PART))))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void digestsOfStreamsAreChecked() {
    byte[] content = noise(4 * PART);
    WriteOptions right = WriteOptions.create().withExpectedDigest(ContentDigest.sha256(content));
    store.write("right", new ByteArrayInputStream(content), right);
    content[0]++;
    assertThatThrownBy(() -> store.write("wrong", new ByteArrayInputStream(content), right))
        .isInstanceOf(DigestMismatchException.class);
    assertThat(store.exists("wrong")).isFalse();
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void anInterruptAbortsAndLeavesNothing() {
    Thread caller = Thread.currentThread();
    driver.next("putPart", Fault.blocks().whileDoing(caller::interrupt));
    assertThatThrownBy(() -> store.write("file", new ByteArrayInputStream(noise(40 * PART))))
        .isInstanceOf(io.remotestore.OperationInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(flat.danglingUploads()).isZero();
  }

  @Test
  void equalPartsAndTooManyOfThem() {
    FlatDriver small =
        FlatDriver.with(FlatDriver.allFeatures().partLimits(PART, 1 << 20, 5).equalParts().build());
    Store limited = over(small);
    limited.write("fits", new ByteArrayInputStream(noise(5 * PART)));
    assertThatThrownBy(() -> limited.write("large", new ByteArrayInputStream(noise(5 * PART + 1))))
        .isInstanceOf(StorageFullException.class)
        .hasMessageContaining("5 parts of " + PART);
    assertThat(small.danglingUploads()).isZero();
    byte[] known = noise(20 * PART);
    limited.write(
        "known", io.remotestore.Content.of(new ByteArrayInputStream(known), known.length));
    assertThat(limited.readBytes("known"))
        .as("larger parts, since the size is known")
        .isEqualTo(known);
  }

  @Test
  void danglingUploadsAreListedAbortedAndSwept() throws IOException {
    StoreWriter one = store.openWrite("dir/one");
    one.stream().write(noise(2 * PART));
    StoreWriter two = store.openWrite("two");
    two.stream().write(noise(2 * PART));
    try (Stream<Upload> uploads = store.uploads().list()) {
      assertThat(uploads.map(Upload::path)).containsExactlyInAnyOrder("dir/one", "two");
    }
    try (Stream<Upload> uploads = store.child("dir").uploads().list()) {
      Upload upload = uploads.findFirst().orElseThrow();
      assertThat(upload.path()).isEqualTo("one");
      store.child("dir").uploads().abort(upload);
      store.child("dir").uploads().abort(upload);
    }
    assertThat(store.uploads().sweep(Duration.ofHours(1))).isZero();
    assertThat(store.uploads().sweep(Duration.ZERO)).isEqualTo(1);
    assertThat(flat.danglingUploads()).isZero();
    assertThatThrownBy(one::commit).isInstanceOf(RemoteStoreException.class);
    one.close();
    two.close();
  }

  @Test
  void transientFailuresEverywhereEndInUnavailable() {
    driver.next("putPart", 100, Fault.notSent());
    assertThatThrownBy(() -> store.write("file", new ByteArrayInputStream(noise(10 * PART))))
        .isInstanceOf(BackendUnavailableException.class);
    assertThat(flat.danglingUploads()).isZero();
    assertThat(store.exists("file")).isFalse();
  }

  /** An executor whose queue is full for a moment. */
  @Test
  void anUploadIsAbortedWhereTheExecutorTakesNoTask() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("the queue is full");
        };
    Store busy = over(driver, options.toBuilder().executor(full).build());
    driver.next("putPart", Fault.rejected(Kind.PERMISSION_DENIED));
    assertThatThrownBy(() -> busy.write("file", new ByteArrayInputStream(noise(5 * PART))))
        .isInstanceOf(PermissionDeniedException.class);
    assertThat(flat.danglingUploads()).isZero();
    busy.write("file", new ByteArrayInputStream(noise(5 * PART)));
    assertThat(busy.readBytes("file")).isEqualTo(noise(5 * PART));
  }

  /** All threads of the executor wait in calls: none is left for the cleaning up. */
  @Test
  void anUploadIsAbortedByAThreadOfTheExecutor() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Store busy = over(driver, options.toBuilder().executor(one).build());
      StoreWriter writer = busy.openWrite("file");
      writer.stream().write(noise(3 * PART));
      one.submit(writer::close).get();
      assertThat(flat.danglingUploads()).isZero();
    } finally {
      one.shutdownNow();
    }
  }
}
