package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeadlineExceededException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure.Effect;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CachingCredentialsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final Issuer issuer = new Issuer();
  private final CachingCredentials credentials =
      new CachingCredentials(issuer, clock, new AtOnce());

  /** Does in line what is to be done in the background. */
  private static final class AtOnce extends AbstractExecutorService {
    private volatile boolean closed;

    @Override
    public void execute(Runnable task) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      task.run();
    }

    @Override
    public void shutdown() {
      closed = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      closed = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return closed;
    }

    @Override
    public boolean isTerminated() {
      return closed;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return closed;
    }
  }

  /** Hands out key1, key2 and so on, and can be made to fail or to take its time. */
  private final class Issuer implements CredentialsSource {
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Duration life = HOUR;
    private volatile @Nullable Exception failure;
    private volatile @Nullable CountDownLatch gate;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public AwsCredentials fetch(Call call) throws IOException {
      asked.incrementAndGet();
      CountDownLatch wait = gate;
      if (wait != null) {
        entered.countDown();
        try {
          wait.await();
        } catch (InterruptedException e) {
          interrupted.countDown();
          Thread.currentThread().interrupt();
          throw new IOException("the connection was closed", e);
        }
      }
      if (failure instanceof IOException io) {
        throw io;
      }
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
      Duration time = life;
      Instant end = time == null ? null : clock.instant().plus(time);
      return new AwsCredentials("key" + issued.incrementAndGet(), "hidden", "token", end);
    }
  }

  private @Nullable String key() throws IOException {
    return key(new FreeCall());
  }

  private @Nullable String key(Call call) throws IOException {
    AwsCredentials found = credentials.credentials(call);
    return found == null ? null : found.accessKey();
  }

  private FutureTask<@Nullable String> start(Call call) {
    FutureTask<@Nullable String> task = new FutureTask<>(() -> key(call));
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  @Test
  void areKeptUntilFiveMinutesBeforeTheirEnd() throws IOException {
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(55).minusMillis(1));
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(55));
    assertThat(key()).as("nobody waits").isEqualTo("key1");
    assertThat(key()).isEqualTo("key2");
    assertThat(issuer.asked).hasValue(2);
  }

  @Test
  void withoutAnEndAreKeptForGood() throws IOException {
    issuer.life = null;
    assertThat(key()).isEqualTo("key1");
    clock.move(Duration.ofDays(10_000));
    assertThat(key()).isEqualTo("key1");
  }

  @Test
  void nothingToSignWithIsKeptToo() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    CredentialsProvider unsigned =
        CredentialsProvider.caching(
            () -> {
              asked.incrementAndGet();
              return null;
            });
    assertThat(unsigned.credentials()).isNull();
    assertThat(unsigned.credentials()).isNull();
    assertThat(asked).hasValue(1);
  }

  @Test
  void nobodyWaitsForARefreshAhead() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (CloseableCredentials behind = new CloseableCredentials()) {
      assertThat(behind.key()).isEqualTo("key1");
      clock.at(Duration.ofMinutes(56));
      issuer.gate = gate;
      for (int i = 0; i < 100; i++) {
        assertThat(behind.key()).isEqualTo("key1");
      }
      issuer.entered.await();
      gate.countDown();
      while (!"key2".equals(behind.key())) {
        assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      }
      assertThat(issuer.asked).hasValue(2);
    }
  }

  @Test
  void aRefreshAheadOutlivesTheCallThatBeganIt() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (CloseableCredentials behind = new CloseableCredentials()) {
      assertThat(behind.key()).isEqualTo("key1");
      clock.at(Duration.ofMinutes(56));
      issuer.gate = gate;
      EndingCall call = new EndingCall();
      assertThat(behind.key(call)).isEqualTo("key1");
      issuer.entered.await();
      call.end();
      gate.countDown();
      while (!"key2".equals(behind.key())) {
        assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      }
      assertThat(issuer.asked).hasValue(2);
    }
  }

  @Test
  void closingEndsARefreshAhead() throws Exception {
    CloseableCredentials behind = new CloseableCredentials();
    assertThat(behind.key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(56));
    issuer.gate = new CountDownLatch(1);
    assertThat(behind.key()).isEqualTo("key1");
    issuer.entered.await();
    behind.close();
    issuer.interrupted.await();
    issuer.gate = null;
    clock.at(Duration.ofMinutes(57));
    assertThat(behind.key()).isEqualTo("key1");
    assertThat(issuer.asked).as("nothing is begun any more").hasValue(2);
  }

  /** Credentials with a thread of their own. */
  private final class CloseableCredentials implements AutoCloseable {
    private final CachingCredentials cached = new CachingCredentials(issuer, clock);

    String key() throws IOException {
      return key(new FreeCall());
    }

    String key(Call call) throws IOException {
      AwsCredentials found = cached.credentials(call);
      return found == null ? "none" : found.accessKey();
    }

    @Override
    public void close() {
      cached.close();
    }
  }

  @Test
  void manyCallersAtTheEndMakeOneRefresh() throws Exception {
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(61));
    CountDownLatch gate = new CountDownLatch(1);
    issuer.gate = gate;
    List<EndingCall> calls = new ArrayList<>();
    List<FutureTask<@Nullable String>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      EndingCall call = new EndingCall();
      calls.add(call);
      tasks.add(start(call));
    }
    awaitWaiting(calls, 63);
    gate.countDown();
    for (FutureTask<@Nullable String> task : tasks) {
      assertThat(task.get()).isEqualTo("key2");
    }
    assertThat(issuer.asked).hasValue(2);
    assertThat(calls).allSatisfy(call -> assertThat(call.hooks()).isZero());
  }

  /** All but the one that fetches wait, and can be woken by the end of their calls. */
  private static void awaitWaiting(List<EndingCall> calls, int count) {
    while (calls.stream().filter(call -> call.hooks() > 0).count() < count) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
    }
  }

  @Test
  void inTheLastMinuteCallersWaitForNewOnes() throws Exception {
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(59));
    CountDownLatch gate = new CountDownLatch(1);
    issuer.gate = gate;
    FutureTask<@Nullable String> first = start(new EndingCall());
    issuer.entered.await();
    EndingCall call = new EndingCall();
    FutureTask<@Nullable String> second = start(call);
    awaitWaiting(List.of(call), 1);
    gate.countDown();
    assertThat(first.get()).isEqualTo("key2");
    assertThat(second.get()).isEqualTo("key2");
  }

  @Test
  void oldOnesAreKeptWhileARefreshFails() throws IOException {
    assertThat(key()).isEqualTo("key1");
    issuer.failure = new IOException("out of order");
    clock.at(Duration.ofMinutes(56));
    assertThat(key()).isEqualTo("key1");
    assertThat(key()).isEqualTo("key1");
    assertThat(issuer.asked).as("one attempt in a pause").hasValue(2);
    clock.move(Duration.ofSeconds(10));
    assertThat(key()).isEqualTo("key1");
    assertThat(issuer.asked).hasValue(3);
    clock.at(Duration.ofMinutes(59).plusSeconds(30));
    assertThat(key()).as("in the last minute").isEqualTo("key1");
    clock.at(Duration.ofMinutes(60));
    assertThatThrownBy(this::key).hasMessage("no credentials: out of order");
    issuer.failure = null;
    clock.move(Duration.ofSeconds(1));
    assertThat(key()).isEqualTo("key2");
  }

  @Test
  void aFailureIsToldToAllWhoAskInAPause() throws IOException {
    issuer.failure = new IllegalStateException("not yet");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(this::key)
          .isInstanceOfSatisfying(
              DriverException.class,
              e -> {
                assertThat(e.failure().kind()).isEqualTo(Kind.PERMISSION_DENIED);
                assertThat(e.failure().effect()).isEqualTo(Effect.NOT_SENT);
              })
          .hasMessage("no credentials: not yet")
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(issuer.asked).hasValue(1);
    clock.move(Duration.ofMillis(999));
    assertThatThrownBy(this::key).hasMessageContaining("not yet");
    assertThat(issuer.asked).hasValue(1);
    issuer.failure = null;
    clock.move(Duration.ofMillis(1));
    assertThat(key()).isEqualTo("key1");
  }

  @Test
  void shortLivedOnesAreNotAskedForAllTheTime() throws IOException {
    issuer.life = Duration.ofMinutes(4);
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(2).minusMillis(1));
    assertThat(key()).isEqualTo("key1");
    clock.at(Duration.ofMinutes(2));
    assertThat(key()).isEqualTo("key1");
    assertThat(key()).isEqualTo("key2");
  }

  @Test
  void onesThatSeemEndedAreLeftToTheServer() throws IOException {
    issuer.life = Duration.ofMinutes(-30);
    assertThat(key()).isEqualTo("key1");
    clock.move(Duration.ofSeconds(9));
    assertThat(key()).isEqualTo("key1");
    clock.move(Duration.ofSeconds(1));
    assertThat(key()).isEqualTo("key2");
  }

  @Test
  void refusedOnesAreReplacedOnce() throws IOException {
    AwsCredentials first = credentials.credentials(new FreeCall());
    assertThat(first).isNotNull();
    assertThat(credentials.invalidate(first, UnboundCall.INSTANCE)).isTrue();
    assertThat(credentials.invalidate(first, UnboundCall.INSTANCE))
        .as("somebody did already")
        .isTrue();
    assertThat(key()).isEqualTo("key2");
    assertThat(credentials.invalidate(first, UnboundCall.INSTANCE)).isTrue();
    assertThat(key()).as("the others stay").isEqualTo("key2");
    assertThat(issuer.asked).hasValue(2);
  }

  @Test
  void aServerThatRefusesAllDoesNotMakeRefreshesWithoutEnd() throws IOException {
    AwsCredentials first = credentials.credentials(new FreeCall());
    assertThat(first != null && credentials.invalidate(first, UnboundCall.INSTANCE)).isTrue();
    AwsCredentials second = credentials.credentials(new FreeCall());
    assertThat(second != null && credentials.invalidate(second, UnboundCall.INSTANCE)).isFalse();
    assertThat(key()).isEqualTo("key2");
    clock.move(Duration.ofSeconds(10));
    assertThat(second != null && credentials.invalidate(second, UnboundCall.INSTANCE)).isTrue();
    assertThat(key()).isEqualTo("key3");
  }

  @Test
  void refusedOnesAreNotUsedWhileARefreshFails() throws IOException {
    AwsCredentials first = credentials.credentials(new FreeCall());
    issuer.failure = new IOException("out of order");
    assertThat(first != null && credentials.invalidate(first, UnboundCall.INSTANCE)).isTrue();
    assertThatThrownBy(this::key).hasMessageContaining("out of order");
  }

  @Test
  void aWaitEndsWithItsCall() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    issuer.gate = gate;
    FutureTask<@Nullable String> first = start(new FreeCall());
    issuer.entered.await();
    EndingCall call = new EndingCall();
    FutureTask<@Nullable String> second = start(call);
    awaitWaiting(List.of(call), 1);
    call.end();
    assertThatThrownBy(second::get).hasCauseInstanceOf(DeadlineExceededException.class);
    gate.countDown();
    assertThat(first.get()).isEqualTo("key1");
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    issuer.gate = gate;
    FutureTask<@Nullable String> first = start(new FreeCall());
    issuer.entered.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> key(new EndingCall()))
        .isInstanceOf(OperationInterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag stays").isTrue();
    gate.countDown();
    assertThat(first.get()).isEqualTo("key1");
  }

  @Test
  void whoseCallEndsWhileFetchingLeavesItToTheNext() throws Exception {
    issuer.gate = new CountDownLatch(1);
    EndingCall ended = new EndingCall();
    FutureTask<@Nullable String> task = new FutureTask<>(() -> key(ended));
    Thread first = new Thread(task);
    first.start();
    issuer.entered.await();
    EndingCall call = new EndingCall();
    FutureTask<@Nullable String> second = start(call);
    awaitWaiting(List.of(call), 1);
    issuer.gate = null;
    first.interrupt();
    assertThatThrownBy(task::get).hasCauseInstanceOf(OperationInterruptedException.class);
    assertThat(second.get()).isEqualTo("key1");
  }

  @Test
  void aClosableSourceIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    final class Closable implements CredentialsSource, java.io.Closeable {
      @Override
      public @Nullable AwsCredentials fetch(Call call) {
        return null;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
    new CachingCredentials(new Closable(), clock).close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void nothingSecretIsPrinted() throws IOException {
    AwsCredentials found = credentials.credentials(new FreeCall());
    assertThat(found).hasToString("AwsCredentials[key1]");
    assertThat(credentials.toString()).doesNotContain("hidden").doesNotContain("token");
  }
}
