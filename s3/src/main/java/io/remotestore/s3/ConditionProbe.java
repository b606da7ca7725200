package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Effect;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.TemporaryName;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.TransportException;
import io.remotestore.transport.TransportException.Reached;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether a server checks conditions or ignores them, with temporaries beside the file to be
 * written, whose names no listing shows. It keeps the result. Callers that come at the same time
 * each run the test rather than wait for one another.
 */
final class ConditionProbe {
  private static final System.Logger LOG = System.getLogger("io.remotestore.s3");
  private static final Content NOTHING = Content.of(new byte[0]);
  private static final String OTHER_STATE = "\"00000000000000000000000000000000\"";
  private static final int MAX_NAME = 64;

  /** The time for the cleanup: enough for a server that answers, and short beside a deadline. */
  private static final long GRACE_MILLIS = 50;

  /** The ETag of a write that was refused. */
  private static final String REFUSED = "refused";

  private final S3Client client;
  private volatile boolean createProven;
  private volatile boolean matchProven;
  private volatile @Nullable Boolean copyProven;

  ConditionProbe(S3Client client) {
    this.client = client;
    boolean aws = client.options().isAws();
    boolean believed = aws || client.options().conditionalWrites() == ConditionalWrites.TRUST;
    this.createProven = believed;
    this.matchProven = believed;
    this.copyProven = aws ? true : null;
  }

  /** Throws if the server would overwrite a file in spite of {@code If-None-Match: *}. */
  void requireCreate(String key, Call call) throws IOException {
    if (createProven) {
      return;
    }
    try (Temporaries made = new Temporaries(call)) {
      String name = temporary(key);
      String unused = made.create(name);
      if (!isRefused(put(name, "If-None-Match", "*", call))) {
        throw ignored("If-None-Match");
      }
      createProven = true;
    }
  }

  /** Throws if the server would overwrite a file in spite of {@code If-Match}. */
  void requireMatch(String key, Call call) throws IOException {
    if (matchProven) {
      return;
    }
    try (Temporaries made = new Temporaries(call)) {
      String name = temporary(key);
      String etag = made.create(name);
      if (!isRefused(put(name, "If-Match", OTHER_STATE, call))) {
        throw ignored("If-Match");
      }
      if (etag == null || isRefused(put(name, "If-Match", etag, call))) {
        throw new DriverException(
            Failure.rejected(Kind.UNSUPPORTED)
                .withDetail("the server refuses If-Match for the current state of the file"));
      }
      matchProven = true;
    }
  }

  /** Returns whether a copy checks {@code If-None-Match: *}; few servers do. */
  boolean copiesConditionally(String key, Call call) throws IOException {
    Boolean known = copyProven;
    if (known != null) {
      return known;
    }
    try (Temporaries made = new Temporaries(call)) {
      String source = temporary(key);
      String target = temporary(key);
      String unused = made.create(source);
      String unusedToo = made.create(target);
      boolean proven = isCopyRefused(source, target, call);
      copyProven = proven;
      return proven;
    }
  }

  /** Returns whether the server refused the copy because of the condition. */
  private boolean isCopyRefused(String source, String target, Call call) throws IOException {
    try {
      return isRefused(copy(source, target, call));
    } catch (S3Exception e) {
      if (e.failure().kind() == Kind.UNSUPPORTED) {
        return false;
      }
      throw e;
    }
  }

  private @Nullable String copy(String source, String target, Call call) throws IOException {
    S3Request copy =
        new S3Request("PUT", target)
            .header("x-amz-copy-source", S3Copies.source(client.options(), source, null))
            .header("If-None-Match", "*");
    client.options().encryption().forCopies().forEach(copy::header);
    return conditional(encrypted(copy), call);
  }

  private @Nullable String put(String key, String condition, String value, Call call)
      throws IOException {
    return conditional(empty(key).header(condition, value), call);
  }

  private S3Request empty(String key) {
    return encrypted(new S3Request("PUT", key).body(NOTHING));
  }

  /** A bucket may refuse writes without encryption headers. */
  private S3Request encrypted(S3Request request) {
    Encryption encryption = client.options().encryption();
    encryption.forWrites().forEach(request::header);
    encryption.forAll().forEach(request::header);
    return request;
  }

  private @Nullable String etag(S3Request request, Call call) throws IOException {
    try (HttpResponse response = client.send(request, call)) {
      return response.header("ETag");
    }
  }

  /** The ETag of the reply; {@link #REFUSED} for a condition that did not hold. */
  private @Nullable String conditional(S3Request request, Call call) throws IOException {
    try {
      return etag(request, call);
    } catch (S3Exception e) {
      if (S3Errors.isProven(e) && (e.status() == 412 || e.status() == 404)) {
        return REFUSED;
      }
      throw e;
    }
  }

  private static boolean isRefused(@Nullable String etag) {
    return REFUSED.equals(etag);
  }

  /** The temporaries of one test, deleted at its end. */
  private final class Temporaries implements AutoCloseable {
    private final Call call;
    private final List<String> names = new ArrayList<>();

    private Temporaries(Call call) {
      this.call = call;
    }

    /** Writes a temporary. It is deleted even if the write fails, because it may exist. */
    private @Nullable String create(String name) throws IOException {
      try {
        String etag = etag(empty(name), call);
        names.add(name);
        return etag;
      } catch (IOException e) {
        if (mayHaveWritten(e)) {
          names.add(name);
        }
        throw e;
      }
    }

    /** An error that is neither of the server nor of the connection arises before the request. */
    private boolean mayHaveWritten(IOException e) {
      return (e instanceof S3Exception said && said.failure().effect() == Effect.UNKNOWN)
          || (e instanceof TransportException broken && broken.reached() == Reached.UNKNOWN);
    }

    /**
     * Deletes on a thread of its own. The caller waits for it no longer than its deadline and
     * interrupt allow. The result of the test, or an earlier failure, takes precedence over a
     * failure here.
     */
    @Override
    public void close() {
      if (names.isEmpty()) {
        return;
      }
      Thread cleaner = new Thread(() -> names.forEach(this::delete), "remote-store-probe");
      cleaner.setDaemon(true);
      cleaner.start();
      boolean interrupted = Thread.interrupted();
      long left = TimeUnit.NANOSECONDS.toMillis(call.remainingNanos());
      try {
        cleaner.join(Math.max(GRACE_MILLIS, interrupted ? 0 : left));
      } catch (InterruptedException e) {
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** If the server sends nothing, the limits of the transport end it. */
    private void delete(String name) {
      try {
        HttpResponse unused =
            client.sendAndDrop(new S3Request("DELETE", name), UnboundCall.INSTANCE);
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.INFO, "The hidden file of a test stays behind: " + name, e);
      }
    }
  }

  /** The temporary is beside the file: credentials that may write the file may write it, too. */
  private static String temporary(String key) {
    int slash = key.lastIndexOf('/');
    return key.substring(0, slash + 1) + TemporaryName.create("probe", MAX_NAME);
  }

  private static DriverException ignored(String condition) {
    return new DriverException(
        Failure.rejected(Kind.UNSUPPORTED)
            .withDetail(
                "the server ignores "
                    + condition
                    + " and would overwrite files of other writers; set conditional_writes = off"
                    + " to refuse conditional writes at once"));
  }
}
