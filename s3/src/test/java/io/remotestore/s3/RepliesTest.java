package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.NotFoundException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.testkit.CannedReply;
import io.remotestore.testkit.Exchange;
import io.remotestore.testkit.FaultProxy;
import io.remotestore.testkit.WireFault;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The proof of each reply about each change: the change is done or not, the reply is spoilt on the
 * way, and the truth is looked up on the server afterwards. An answer is right, or it is {@link
 * OutcomeUnknownException}.
 *
 * <p>The table is written to {@code target/replies.md}.
 */
final class RepliesTest {
  private static final boolean NAMED = System.getenv(S3Server.VARIABLE) != null;

  private static final int PART = S3Writes.MIN_PART;
  private static final byte[] LARGE = new byte[PART + 1];
  private static final int ALWAYS = Integer.MAX_VALUE;

  /** Requests around a change that is refused three times: an abort, or looks before a delete. */
  /** What finding out costs at most. */
  private static final int MOST_MORE = 3;

  private static final int AROUND = 2;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static InJvmS3 inJvm;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3Server server;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static String bucket;

  @BeforeAll
  static void startServer() throws Exception {
    inJvm = InJvmS3.start();
    server = NAMED ? S3Server.fromEnvironment() : inJvm.server();
    bucket = S3Server.newBucketName();
    server.makeBucket(bucket);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.removeBucket(bucket);
    inJvm.close();
  }

  // ---------------------------------------------------------------- operations

  /** Looks directly at the server whether a change was made. */
  private interface Truth {
    boolean isDone(Store direct);
  }

  /**
   * One change.
   *
   * @param spoilt the request whose reply is spoilt
   * @param prepare makes what it needs and returns the call
   */
  private record Change(
      String name, Predicate<Exchange> spoilt, Prepare prepare, Truth truth, String missing) {}

  private interface Prepare {
    Runnable prepare(Store direct, Store store);
  }

  private static Predicate<Exchange> is(String method, String query) {
    return e -> e.method().equals(method) && e.target().contains(query);
  }

  private static final String NO_TOKEN =
      "an unconditional write carries no token that a look could find";
  private static final String NO_PRIOR = "a look does not tell who deleted the file";

  private static Revision revision(Store store, String path) {
    return Objects.requireNonNull(store.getFileInfo(path).revision());
  }

  private static boolean holds(Store direct, String path, byte[] content) {
    try {
      return content.length > 1 // of that size is no other file
          ? direct.getFileInfo(path).size() == content.length
          : Arrays.equals(direct.readBytes(path), content);
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private static List<Change> changes() {
    Predicate<Exchange> put = e -> e.method().equals("PUT") && e.target().endsWith("/d/a");
    Predicate<Exchange> complete = is("POST", "/d/a?uploadId=");
    List<Change> all = new ArrayList<>();
    all.add(
        new Change(
            "create", put, (d, s) -> () -> s.write("d/a", NEW), d -> holds(d, "d/a", NEW), ""));
    all.add(
        new Change(
            "overwrite",
            put,
            (d, s) -> {
              d.write("d/a", OLD);
              return () -> s.write("d/a", NEW, WriteOptions.overwrite());
            },
            d -> holds(d, "d/a", NEW),
            NO_TOKEN));
    all.add(
        new Change(
            "write ifMatch",
            put,
            (d, s) -> {
              d.write("d/a", OLD);
              Revision old = revision(d, "d/a");
              return () -> s.write("d/a", NEW, WriteOptions.ifMatch(old));
            },
            d -> holds(d, "d/a", NEW),
            ""));
    all.add(
        new Change(
            "complete create",
            complete,
            (d, s) -> () -> s.write("d/a", LARGE),
            d -> holds(d, "d/a", LARGE),
            ""));
    all.add(
        new Change(
            "complete overwrite",
            complete,
            (d, s) -> {
              d.write("d/a", OLD);
              return () -> s.write("d/a", LARGE, WriteOptions.overwrite());
            },
            d -> holds(d, "d/a", LARGE),
            "an upload that is still there does not say that it will stay unpublished"));
    all.add(
        new Change(
            "complete ifMatch",
            complete,
            (d, s) -> {
              d.write("d/a", OLD);
              Revision old = revision(d, "d/a");
              return () -> s.write("d/a", LARGE, WriteOptions.ifMatch(old));
            },
            d -> holds(d, "d/a", LARGE),
            ""));
    all.add(
        new Change(
            "delete",
            is("DELETE", "/d/a"),
            (d, s) -> {
              d.write("d/a", OLD);
              return () -> s.delete("d/a");
            },
            d -> !d.exists("d/a"),
            NO_PRIOR));
    all.add(
        new Change(
            "delete missingOk",
            is("DELETE", "/d/a"),
            (d, s) -> {
              d.write("d/a", OLD);
              return () -> s.delete("d/a", DeleteOptions.missingOk());
            },
            d -> !d.exists("d/a"),
            NO_PRIOR));
    all.add(
        new Change(
            "deleteAll",
            is("POST", "?delete"),
            (d, s) -> {
              d.write("d/a", OLD);
              return () ->
                  s.deleteAll(List.of("d/a"), DeleteOptions.idempotent()).throwIfAnyFailed();
            },
            d -> !d.exists("d/a"),
            "a delete that asks for nothing looks at nothing"));
    all.add(
        new Change(
            "deleteFolder",
            is("POST", "?delete"),
            (d, s) -> {
              d.write("d/a", OLD);
              return () -> s.deleteFolder("d", DeleteOptions.recursive());
            },
            d -> !d.exists("d/a"),
            "a delete that asks for nothing looks at nothing"));
    all.add(
        new Change(
            "copy create",
            e -> put.test(e) || complete.test(e),
            (d, s) -> {
              d.write("source", NEW);
              return () -> s.copy("source", "d/a");
            },
            d -> holds(d, "d/a", NEW),
            ""));
    all.add(
        new Change(
            "copy overwrite",
            put,
            (d, s) -> {
              d.write("source", NEW);
              return () -> s.copy("source", "d/a", CopyOptions.overwrite());
            },
            d -> holds(d, "d/a", NEW),
            NO_TOKEN));
    all.add(
        new Change(
            "move: the copy",
            put,
            (d, s) -> {
              d.write("source", NEW);
              return () -> s.move("source", "d/a", CopyOptions.overwrite());
            },
            d -> holds(d, "d/a", NEW) && !d.exists("source"),
            NO_TOKEN));
    all.add(
        new Change(
            "move: the delete",
            is("DELETE", "/source"),
            (d, s) -> {
              d.write("source", NEW);
              return () -> s.move("source", "d/a", CopyOptions.overwrite());
            },
            d -> holds(d, "d/a", NEW) && !d.exists("source"),
            NO_PRIOR));
    return all;
  }

  // ---------------------------------------------------------------- replies

  private record Spoilt(String name, WireFault fault, boolean certain) {
    /** Where no server is named, some pages stand for all: each row takes time. */
    private boolean isLikeAnother() {
      return List.of("400 page", "409 page", "429 page", "500 page", "502 page", "504 page")
          .stream()
          .anyMatch(name::endsWith);
    }

    /** Whether it is tried with all replies to the change spoilt, too: that takes time. */
    private boolean always() {
      return certain
          || name.contains("lost")
          || name.contains("no fields")
          || name.contains("200 page")
          || name.contains("403 page")
          || name.contains("InternalError");
    }
  }

  private static CannedReply document(int status, String code) {
    return new CannedReply(
        status,
        Map.of("Content-Type", "application/xml", "x-amz-request-id", "R1"),
        "<?xml version=\"1.0\"?><Error><Code>"
            + code
            + "</Code><Message>no</Message><RequestId>R1</RequestId></Error>");
  }

  private static List<Spoilt> replies() {
    List<Spoilt> all = new ArrayList<>();
    all.add(new Spoilt("done, lost", WireFault.replySwallowed(), false));
    all.add(new Spoilt("done, no ETag", WireFault.replyStripped("ETag"), false));
    all.add(
        new Spoilt(
            "done, no fields of S3",
            WireFault.replyStripped("ETag", "x-amz-request-id", "x-amz-id-2"),
            false));
    List<CannedReply> canned = new ArrayList<>();
    canned.add(CannedReply.empty(200));
    canned.add(CannedReply.page(200));
    canned.add(CannedReply.empty(204));
    for (int status : new int[] {400, 403, 404, 409, 412, 429, 500, 502, 503, 504}) {
      canned.add(CannedReply.page(status));
    }
    for (CannedReply reply : canned) {
      String name = reply.status() + (reply.body().isEmpty() ? " empty" : " page");
      all.add(new Spoilt("done, " + name, WireFault.replyReplaced(reply), false));
      all.add(new Spoilt("not done, " + name, WireFault.answered(reply), false));
    }
    CannedReply internal = document(500, "InternalError");
    all.add(new Spoilt("done, 500 InternalError", WireFault.replyReplaced(internal), false));
    all.add(new Spoilt("not done, 500 InternalError", WireFault.answered(internal), false));
    all.add(refused(503, "SlowDown"));
    all.add(refused(503, "ServiceUnavailable"));
    all.add(refused(409, "OperationAborted"));
    all.add(refused(403, "AccessDenied"));
    return all;
  }

  private static Spoilt refused(int status, String code) {
    return new Spoilt(
        "refused, " + status + " " + code, WireFault.answered(document(status, code)), true);
  }

  // ---------------------------------------------------------------- the table

  private static StoreOptions options() {
    return StoreOptions.builder()
        .name("replies")
        .partSize(PART)
        .concurrency(1)
        .sleeper(wait -> {})
        .retry(RetryPolicy.standard().withMaxAttempts(3).withJitter(Duration.ZERO))
        .build();
  }

  private static S3Client client(Endpoint endpoint) throws IOException {
    S3Options options =
        S3Options.builder(bucket, endpoint, "us-east-1")
            .conditionalWrites(S3Options.ConditionalWrites.TRUST)
            .build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    AwsCredentials keys = server.credentials();
    return new S3Client(options, () -> keys, transport, Clock.systemUTC());
  }

  /** Spoils the replies to some requests, so many of them, and counts all. */
  private static final class Plan {
    private @Nullable Predicate<Exchange> which;
    private Supplier<WireFault> fault = WireFault::none;
    private int left;
    private int requests;

    private synchronized WireFault next(Exchange exchange) {
      requests++;
      Predicate<Exchange> spoilt = which;
      if (spoilt == null || left == 0 || !spoilt.test(exchange)) {
        return WireFault.none();
      }
      left--;
      return fault.get();
    }

    private synchronized void set(@Nullable Predicate<Exchange> spoilt, WireFault of, int times) {
      which = spoilt;
      fault = () -> of;
      left = times;
      requests = 0;
    }

    private synchronized int requests() {
      return requests;
    }

    private synchronized int left() {
      return left;
    }
  }

  /** The outcome of a call: null if it returned. */
  private static @Nullable RemoteStoreException answer(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RemoteStoreException e) {
      return e;
    }
  }

  private static void clear(Store direct) {
    direct.deleteAll(List.of("d/a", "source"), DeleteOptions.idempotent()).throwIfAnyFailed();
  }

  @Test
  void everyAnswerIsRightOrUnknown() throws Exception {
    StringBuilder table =
        new StringBuilder("| change | reply | spoilt | answer | requests more | missing |\n");
    table.append("|---|---|---|---|---|---|\n");
    List<String> wrong = new ArrayList<>();
    Plan plan = new Plan();
    Endpoint to = server.endpoint();
    try (FaultProxy proxy =
            FaultProxy.http(new InetSocketAddress(to.host(), to.port()), plan::next);
        S3Client spoilt = client(new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", proxy.port()));
        Store direct = Stores.over(new S3Driver(client(to), "s3"), options())) {
      direct.write("warm", NEW, WriteOptions.overwrite());
      for (Change change : changes()) {
        int usual = usual(change, direct, store(spoilt), plan);
        for (Spoilt reply : replies()) {

          if (!NAMED && reply.isLikeAnother()) {
            continue;
          }
          for (int times : reply.always() ? new int[] {1, ALWAYS} : new int[] {1}) {
            row(change, reply, times, usual, direct, store(spoilt), plan, table, wrong);
          }
        }
      }
      assertThat(proxy.problems()).isEmpty();
    }
    Files.writeString(Path.of("target", "replies.md"), table);
    if (!wrong.isEmpty()) {
      fail(wrong.size() + " wrong:\n" + String.join("\n", wrong));
    }
  }

  /**
   * A store with a budget of retries of its own, which knows what replies of the server have. It is
   * not closed, since all share a client.
   */
  private static Store store(S3Client client) {
    Store store = Stores.over(new S3Driver(client, "s3"), options());
    byte[] unused = store.readBytes("warm");
    return store;
  }

  /** How many requests a change takes where nothing is spoilt. */
  private static int usual(Change change, Store direct, Store store, Plan plan) {
    clear(direct);
    Runnable call = change.prepare().prepare(direct, store);
    plan.set(null, WireFault.none(), 0);
    call.run();
    assertThat(change.truth().isDone(direct)).as(change.name()).isTrue();
    return plan.requests();
  }

  private static void row(
      Change change,
      Spoilt reply,
      int times,
      int usual,
      Store direct,
      Store store,
      Plan plan,
      StringBuilder table,
      List<String> wrong) {
    clear(direct);
    Runnable call = change.prepare().prepare(direct, store);
    plan.set(change.spoilt(), reply.fault(), times);
    RemoteStoreException error = answer(call);
    int requests = plan.requests();
    boolean reached = plan.left() < times;
    plan.set(null, WireFault.none(), 0);
    boolean done = change.truth().isDone(direct);
    String answer = error == null ? "done" : error.getClass().getSimpleName();
    boolean unknown = error instanceof OutcomeUnknownException;
    String missing = error != null && unknown ? missing(change, error) : "";
    String row =
        String.format(
            "| %s | %s | %s | %s | %d | %s |",
            change.name(),
            reply.name(),
            times == 1 ? "once" : "always",
            answer,
            requests - usual,
            missing);
    table.append(row).append('\n');
    boolean right = unknown || done == (error == null);
    boolean provenIsCertain = !reply.certain() || !unknown;
    boolean needless = times == 1 && unknown; // one look settles it
    boolean costly = times == 1 && requests > usual + MOST_MORE + AROUND;
    boolean storm = reply.name().contains("SlowDown") && requests > usual + 2 + AROUND;
    if (!reached
        || !right
        || !provenIsCertain
        || storm
        || needless
        || costly
        || (unknown && missing.isEmpty())) {
      wrong.add(row + (error == null ? "" : " " + error.getMessage()) + " truth: " + done);
    }
  }

  private static String missing(Change change, RemoteStoreException error) {
    String problem = error.problem();
    int why = problem.indexOf("cannot be told: ");
    String said = why < 0 ? "" : problem.substring(why + "cannot be told: ".length());
    return change.missing().isEmpty() ? said : said + "; " + change.missing();
  }
}
