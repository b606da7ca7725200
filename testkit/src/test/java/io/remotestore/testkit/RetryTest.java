package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.Content;
import io.remotestore.OperationEvent;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreListener;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PutRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried again, when, and what is not. */
final class RetryTest extends FaultTest {

  @Test
  void passingFailuresAreTriedAgainAfterGrowingWaits() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", 2, Fault.notSent());
    store.writeText("file", "x");
    assertThat(store.readText("file")).isEqualTo("x");
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void theLastFailureIsTold() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", 3, Fault.notSent());
    assertThatThrownBy(() -> store.writeText("file", "x"))
        .isInstanceOfSatisfying(
            BackendUnavailableException.class,
            e -> {
              assertThat(e.retryHelps()).isTrue();
              assertThat(e.path()).isEqualTo("file");
              assertThat(e.getMessage()).contains("operation=write", "store=faulty", "may help");
            });
    assertThat(driver.pending()).isZero();
    assertThat(store.exists("file")).isFalse();
  }

  @Test
  void theServersWishIsKept() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", Fault.throttled(Duration.ofSeconds(17)));
    driver.next("put", Fault.throttled(Duration.ofMillis(1)));
    store.writeText("file", "x");
    assertThat(waits).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2));
  }

  @Test
  void nobodySitsOutADay() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", Fault.throttled(Duration.ofDays(1)));
    assertThatThrownBy(() -> store.writeText("file", "x"))
        .isInstanceOfSatisfying(
            BackendUnavailableException.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofDays(1)));
    assertThat(waits).isEmpty();
  }

  /** Reads what it is to send, and is throttled then. */
  private static final class LateRefusal extends ForwardingDriver {
    private int puts;

    private LateRefusal() {
      super(FlatDriver.create());
    }

    @Override
    public Entry put(PutRequest request, Call call) throws Exception {
      puts++;
      try (InputStream in = request.content().open(0)) {
        byte[] unused = in.readAllBytes();
      }
      throw new DriverException(Failure.rejected(Kind.THROTTLED));
    }
  }

  @Test
  void aStreamThatWasRefusedIsNotReadFurther() {
    LateRefusal driver = new LateRefusal();
    Store store = over(driver);
    Content once = Content.of(new ByteArrayInputStream(noise(100)), 100);
    assertThatThrownBy(() -> store.write("file", once, WriteOptions.overwrite()))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("fewer requests");
    assertThat(driver.puts).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"THROTTLED", "UNAVAILABLE", "INTERRUPTED"},
      mode = EnumSource.Mode.EXCLUDE)
  void lastingFailuresAreNot(Kind kind) {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", Fault.rejected(kind));
    assertThatThrownBy(() -> store.writeText("file", "x", WriteOptions.overwrite()))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("file");
    assertThat(waits).isEmpty();
    store.writeText("file", "x");
  }

  @Test
  void deniedLooksAreNotAbsence() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("stat", 2, Fault.rejected(Kind.PERMISSION_DENIED));
    assertThatThrownBy(() -> store.exists("file")).isInstanceOf(PermissionDeniedException.class);
    assertThatThrownBy(() -> store.copy("file", "copy"))
        .isInstanceOf(PermissionDeniedException.class);
  }

  @Test
  void aStreamThatWasReadIsNotSentAgain() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("publish", Fault.lostRequest());
    store.write("file", new ByteArrayInputStream(noise(100_000)));
    assertThat(store.readBytes("file")).as("publishing again needs no bytes").hasSize(100_000);
    driver.next("write", Fault.lostRequest());
    assertThatThrownBy(
            () ->
                store.write(
                    "other", new ByteArrayInputStream(noise(100_000)), WriteOptions.overwrite()))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("cannot be read again");
    assertThat(store.exists("other")).isFalse();
  }

  @Test
  void replayableSourcesAreOpenedAnew() throws IOException {
    java.nio.file.Path file = java.nio.file.Files.createTempFile("source", ".bin");
    try {
      java.nio.file.Files.write(file, noise(3_000_000));
      FaultyDriver driver = memory();
      Store store = over(driver);
      driver.next("write", 2, Fault.lostRequest());
      store.write("file", file);
      assertThat(store.readBytes("file")).isEqualTo(noise(3_000_000));
    } finally {
      java.nio.file.Files.delete(file);
    }
  }

  @Test
  void theTimeoutOfThePolicyEndsTheTries() {
    AtomicLong now = new AtomicLong();
    FaultyDriver driver = memory();
    RetryPolicy policy =
        new RetryPolicy(
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(25));
    Store store =
        over(
            driver,
            options.toBuilder()
                .retry(policy)
                .nanoClock(now::get)
                .sleeper(wait -> now.addAndGet(wait.toNanos()))
                .build());
    driver.next("put", 10, Fault.notSent());
    assertThatThrownBy(() -> store.writeText("file", "x"))
        .isInstanceOf(BackendUnavailableException.class);
    assertThat(driver.pending()).isEqualTo(7);
  }

  @Test
  void retriesOfAllCallsTogetherAreBounded() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", 10_000, Fault.notSent());
    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(() -> store.writeText("file", "x", WriteOptions.overwrite()))
          .isInstanceOf(BackendUnavailableException.class);
    }
    int calls = 10_000 - driver.pending();
    assertThat(calls).as("200 calls with 100 retries in the bucket").isEqualTo(300);
  }

  @Test
  void listenersHearOfAllPartsThatWereSentAgain() {
    List<Integer> attempts = new ArrayList<>();
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store =
        over(driver)
            .withListener(
                new StoreListener() {
                  @Override
                  public void finished(OperationEvent event) {
                    attempts.add(event.attempts());
                  }
                });
    driver.next("putPart", 2, Fault.notSent());
    driver.next("completeParts", Fault.notSent());
    store.write("file", new ByteArrayInputStream(noise(8 * FlatDriver.MIN_PART)));
    assertThat(attempts).containsExactly(4);
  }

  @Test
  void listenersHearOfRetries() {
    List<String> heard = new ArrayList<>();
    FaultyDriver driver = memory();
    Store store =
        over(driver)
            .withListener(
                new StoreListener() {
                  @Override
                  public void retrying(OperationEvent event, RemoteStoreException failure) {
                    heard.add(event.attempts() + " " + failure.getClass().getSimpleName());
                  }

                  @Override
                  public void finished(OperationEvent event) {
                    heard.add("finished after " + event.attempts());
                  }
                });
    driver.next("put", 2, Fault.notSent());
    store.writeText("file", "x");
    assertThat(heard)
        .containsExactly(
            "1 BackendUnavailableException", "2 BackendUnavailableException", "finished after 3");
  }
}
