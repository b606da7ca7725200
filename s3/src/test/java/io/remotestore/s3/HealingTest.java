package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.OperationEvent;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreListener;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.s3.S3Options.Trailers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server says to be wrong with region, clock and credentials is corrected once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HealingTest {
  private static final Reply OTHER_REGION =
      new Reply(
          400,
          Map.of("x-amz-bucket-region", "eu-west-3"),
          "<Error><Code>AuthorizationHeaderMalformed</Code></Error>");

  private final AtomicInteger issued = new AtomicInteger();
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    server.objects().put("/bucket/a", new byte[] {1});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static boolean isForParis(Received request) {
    return String.valueOf(request.header("authorization")).contains("/eu-west-3/");
  }

  private static boolean isOfToday(Received request) {
    String date = String.valueOf(request.header("x-amz-date")).substring(0, 8);
    LocalDate signed = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
    return signed.isAfter(LocalDate.now(ZoneOffset.UTC).minusDays(2));
  }

  private Store store(Clock clock) throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret");
    return FakeS3.store(server.driver(options(), () -> keys, clock));
  }

  private S3Options options() {
    return server
        .options()
        .conditionalWrites(ConditionalWrites.TRUST)
        .trailers(Trailers.OFF) // while they are tried, nothing is sent that cannot be sent again
        .build();
  }

  private static Clock daysOff() {
    return Clock.fixed(Instant.now().minus(Duration.ofDays(3)), ZoneOffset.UTC);
  }

  /** Two first callers are refused, the second one when the first was served already. */
  private void bothAreServed(Predicate<Received> right, Reply no, Clock clock) throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch healed = new CountDownLatch(1);
    AtomicInteger refused = new AtomicInteger();
    server.answering(
        (request, number) -> {
          if (right.test(request)) {
            healed.countDown();
            return null;
          }
          try {
            both.countDown();
            both.await();
            if (refused.incrementAndGet() == 2) {
              healed.await();
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return no;
        });
    try (Store store = store(clock)) {
      List<FutureTask<byte[]>> callers =
          List.of(
              new FutureTask<>(() -> store.readBytes("a")),
              new FutureTask<>(() -> store.readBytes("a")));
      callers.forEach(caller -> new Thread(caller).start());
      for (FutureTask<byte[]> caller : callers) {
        assertThat(caller.get()).containsExactly(1);
      }
    }
  }

  @Test
  void callersThatComeTogetherAllLearnTheRegion() throws Exception {
    bothAreServed(HealingTest::isForParis, OTHER_REGION, Clock.systemUTC());
  }

  @Test
  void callersThatComeTogetherAllLearnTheTime() throws Exception {
    bothAreServed(HealingTest::isOfToday, Reply.error(403, "RequestTimeTooSkewed"), daysOff());
  }

  @Test
  void listenersHearOfWhatWasPutRight() throws IOException {
    server.answering((request, number) -> isForParis(request) ? null : OTHER_REGION);
    List<String> heard = new ArrayList<>();
    StoreListener listener =
        new StoreListener() {
          @Override
          public void retrying(OperationEvent event, RemoteStoreException failure) {
            heard.add(event.attempts() + " " + failure.problem());
          }

          @Override
          public void finished(OperationEvent event) {
            heard.add("finished after " + event.attempts());
          }
        };
    try (Store store = store(Clock.systemUTC())) {
      store.withListener(listener).write("a", new byte[1], WriteOptions.overwrite());
    }
    assertThat(heard).hasSize(2);
    assertThat(heard.get(0)).startsWith("1 Permission denied");
    assertThat(heard.get(1)).isEqualTo("finished after 2");
  }

  @Test
  void whatCannotBeSentAgainStillTeaches() throws IOException {
    server.answering((request, number) -> isForParis(request) ? null : OTHER_REGION);
    try (Store store = store(Clock.systemUTC())) {
      Content once = Content.of(new ByteArrayInputStream(new byte[300_000]), 300_000);
      assertThatThrownBy(() -> store.write("b", once, WriteOptions.overwrite()))
          .isInstanceOf(PermissionDeniedException.class);
      Content another = Content.of(new ByteArrayInputStream(new byte[300_000]), 300_000);
      store.write("b", another, WriteOptions.overwrite());
    }
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void whatIsNoRegionIsNotSignedFor() throws IOException {
    for (String region : List.of("", "eu/west", "Evil.example")) {
      server.answering(
          (request, number) ->
              new Reply(
                  400,
                  region.isEmpty() ? Map.of() : Map.of("x-amz-bucket-region", region),
                  "<Error><Code>AuthorizationHeaderMalformed</Code><Region/></Error>"));
      server.forget();
      try (Store store = store(Clock.systemUTC())) {
        assertThatThrownBy(() -> store.readBytes("a"))
            .isInstanceOf(PermissionDeniedException.class);
        assertThat(server.received()).as(region).hasSize(1);
      }
    }
  }

  @Test
  void aLookLearnsTheTimeWithoutACode() throws IOException {
    server.answering((request, number) -> isOfToday(request) ? null : Reply.of(403));
    try (Store store = store(daysOff())) {
      assertThat(store.getFileInfo("a").size()).isEqualTo(1);
      assertThat(store.getFileInfo("a").size()).isEqualTo(1);
    }
    assertThat(server.received()).hasSize(3);
  }

  private AwsCredentials next() {
    return new AwsCredentials("key" + issued.incrementAndGet(), "hidden", "token", null);
  }

  private List<String> signers() {
    return server.received().stream()
        .map(
            request ->
                request.method()
                    + " "
                    + String.valueOf(request.header("authorization"))
                        .replaceFirst(".*Credential=([^/]*)/.*", "$1"))
        .toList();
  }

  private static Reply ended(Received request) {
    return request.method().equals("HEAD") ? Reply.of(400) : Reply.error(400, "ExpiredToken");
  }

  @Test
  void aLookLearnsThatTheTokenEnded() throws IOException {
    server.answering(
        (request, number) ->
            String.valueOf(request.header("authorization")).contains("key1/")
                ? ended(request)
                : null);
    CredentialsProvider caching = CredentialsProvider.caching(this::next);
    try (Store store = FakeS3.store(server.driver(options(), caching, Clock.systemUTC()))) {
      assertThat(store.getFileInfo("a").size()).isEqualTo(1);
      assertThat(store.getFileInfo("a").size()).isEqualTo(1);
    }
    assertThat(signers()).containsExactly("HEAD key1", "GET key1", "HEAD key2", "HEAD key2");
    assertThat(server.received().get(1).header("range")).isEqualTo("bytes=0-0");
  }

  @Test
  void aLookAsksForTheReasonOnce() throws IOException {
    server.answering((request, number) -> ended(request));
    CredentialsProvider caching = CredentialsProvider.caching(this::next);
    try (Store store = FakeS3.store(server.driver(options(), caching, Clock.systemUTC()))) {
      assertThatThrownBy(() -> store.getFileInfo("a")).isInstanceOf(RemoteStoreException.class);
      assertThat(signers()).containsExactly("HEAD key1", "GET key1", "HEAD key2");
      server.forget();
      assertThatThrownBy(() -> store.getFileInfo("a"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("code=ExpiredToken");
      assertThat(signers()).containsExactly("HEAD key2", "GET key2");
    }
  }
}
