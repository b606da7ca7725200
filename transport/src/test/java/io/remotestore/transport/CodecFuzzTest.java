package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our codec beside that of Apache HttpCore, on made-up replies, whole and spoilt. */
final class CodecFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final Endpoint HERE = new Endpoint(Endpoint.Security.PLAIN, "host.test", 8080);

  /** What was read of a reply. */
  private record Read(int status, List<String> fields, String body) {}

  @Test
  void wholeRepliesAreReadAsHttpCoreReadsThem() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] reply = new Replies(new Random(seed)).next();
      Read expected = byHttpCore(reply);
      assertThat(ours(reply, seed)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** What both take for a reply is the same reply; what is none throws, and nothing else does. */
  @Test
  void spoiltRepliesAreRefusedOrReadAlike() throws Exception {
    int bothRead = 0;
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(~seed);
      byte[] reply = spoil(new Replies(random).next(), random);
      Read ours = orNull(reply, seed);
      Read theirs = theirsOrNull(reply);
      if (ours == null) {
        refused++;
      } else if (theirs != null) {
        bothRead++;
        assertThat(ours)
            .as("seed %d: %s", seed, new String(reply, StandardCharsets.ISO_8859_1))
            .isEqualTo(theirs);
      }
    }
    assertThat(bothRead).as("read by both").isGreaterThan(ROUNDS / 20);
    assertThat(refused).as("refused").isGreaterThan(ROUNDS / 20);
  }

  @Test
  void requestsAreWhatHttpCoreReads() throws Exception {
    for (int seed = 0; seed < ROUNDS / 10; seed++) {
      Random random = new Random(seed);
      byte[] body = new byte[random.nextInt(300_000)];
      random.nextBytes(body);
      boolean sized = random.nextBoolean();
      Headers headers = Headers.create().add("X-Number", Integer.toString(seed));
      Content content = sized ? Content.of(body) : Content.of(new ByteArrayInputStream(body));
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      Connection connection = new Connection(HERE, new Bytes(new byte[0], sent, 1), () -> 1);
      HttpRequest request =
          new HttpRequest("PUT", HERE, "/a%20b?c=d", headers, content, HttpRequest.Reuse.ANY);
      assertThat(connection.send(request, request.target(), Headers.create())).isNull();
      assertReadByHttpCore(sent.toByteArray(), seed, body, sized);
    }
  }

  private static void assertReadByHttpCore(byte[] sent, int seed, byte[] body, boolean sized)
      throws Exception {
    SessionInputBufferImpl buffer = new SessionInputBufferImpl(8192);
    InputStream in = new ByteArrayInputStream(sent);
    ClassicHttpRequest read = new DefaultHttpRequestParser().parse(buffer, in);
    assertThat(read.getMethod()).isEqualTo("PUT");
    assertThat(read.getRequestUri()).isEqualTo("/a%20b?c=d");
    assertThat(read.getHeader("Host").getValue()).isEqualTo("host.test:8080");
    assertThat(read.getHeader("X-Number").getValue()).isEqualTo(Integer.toString(seed));
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(read);
    assertThat(length).isEqualTo(sized ? body.length : ContentLengthStrategy.CHUNKED);
    InputStream bytes =
        sized
            ? new ContentLengthInputStream(buffer, in, length)
            : new ChunkedInputStream(buffer, in);
    assertThat(bytes.readAllBytes()).isEqualTo(body);
    assertThat(in.read()).as("nothing follows").isEqualTo(-1);
  }

  // ---------------------------------------------------------------- reading

  private static @Nullable Read orNull(byte[] reply, int seed) {
    try {
      return ours(reply, seed);
    } catch (IOException e) {
      return null;
    }
  }

  private static Read ours(byte[] reply, int seed) throws IOException {
    ByteArrayOutputStream nothing = new ByteArrayOutputStream();
    Connection connection = new Connection(HERE, new Bytes(reply, nothing, seed), () -> 1);
    ResponseHead head = connection.head();
    Long length = head.contentLength();
    Body.Framing framing;
    if (head.status() == 204 || head.status() == 304) {
      framing = new Body.Fixed(0);
    } else if (head.isChunked()) {
      framing = new Body.Chunked();
    } else {
      framing = length == null ? new Body.ToTheEnd() : new Body.Fixed(length);
    }
    try (Body body = new Body(new NoLease(connection), framing)) {
      List<String> fields = new ArrayList<>();
      head.headers().forEach((name, value) -> fields.add(field(name, value)));
      return new Read(head.status(), fields, text(body.readAllBytes()));
    }
  }

  private static @Nullable Read theirsOrNull(byte[] reply) {
    try {
      return byHttpCore(reply);
    } catch (IOException | HttpException | RuntimeException e) {
      return null;
    }
  }

  private static Read byHttpCore(byte[] reply) throws IOException, HttpException {
    SessionInputBufferImpl buffer = new SessionInputBufferImpl(8192);
    InputStream in = new ByteArrayInputStream(reply);
    ClassicHttpResponse response;
    do {
      response = new DefaultHttpResponseParser().parse(buffer, in);
      if (response == null) {
        throw new IOException("no reply");
      }
    } while (response.getCode() < 200);
    List<String> fields = new ArrayList<>();
    for (Header header : response.getHeaders()) {
      fields.add(field(header.getName(), header.getValue()));
    }
    if (response.getCode() == 204 || response.getCode() == 304) {
      return new Read(response.getCode(), fields, "");
    }
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
    InputStream body =
        length == ContentLengthStrategy.CHUNKED
            ? new ChunkedInputStream(buffer, in)
            : length == ContentLengthStrategy.UNDEFINED
                ? new IdentityInputStream(buffer, in)
                : new ContentLengthInputStream(buffer, in, length);
    return new Read(response.getCode(), fields, text(body.readAllBytes()));
  }

  private static String field(String name, @Nullable String value) {
    return name.toLowerCase(Locale.ROOT) + ": " + (value == null ? "" : value.strip());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] spoil(byte[] reply, Random random) {
    byte[] spoilt = reply.clone();
    int head = Math.min(spoilt.length, 300);
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoilt[random.nextInt(head)] =
          (byte) "\r\n: ;0123456789abcdefX\t\0\u00ff".charAt(random.nextInt(24));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(spoilt, random.nextInt(spoilt.length)) : spoilt;
  }

  // ---------------------------------------------------------------- pieces

  private record NoLease(Connection connection) implements Body.Lease {
    @Override
    public void giveBack() {}

    @Override
    public void drop() {}
  }

  /** Bytes that arrive in pieces of any size. */
  private static final class Bytes implements Wire {
    private final InputStream in;
    private final ByteArrayOutputStream out;
    private final Random pieces;

    private Bytes(byte[] in, ByteArrayOutputStream out, int seed) {
      this.in = new ByteArrayInputStream(in);
      this.out = out;
      this.pieces = new Random(seed);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, 1 + pieces.nextInt(length));
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      out.write(source, offset, length);
    }

    @Override
    public boolean isStale() {
      return false;
    }

    @Override
    public void abort() {}
  }

  /** Makes up replies. */
  private record Replies(Random random) {
    private static final int[] STATUS = {200, 206, 204, 304, 400, 404, 412, 416, 500, 503};

    byte[] next() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (random.nextInt(5) == 0) {
        say(out, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      int status = STATUS[random.nextInt(STATUS.length)];
      say(
          out,
          "HTTP/1." + random.nextInt(2) + " " + status + (random.nextBoolean() ? " Fine" : " "));
      say(out, "\r\n");
      for (int i = random.nextInt(8); i > 0; i--) {
        say(
            out,
            "X-" + word() + ":" + " ".repeat(random.nextInt(3)) + word() + " " + word() + "\r\n");
      }
      byte[] body = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(40_000)];
      random.nextBytes(body);
      boolean bodiless = status == 204 || status == 304;
      switch (bodiless ? 0 : random.nextInt(3)) {
        case 0 -> {
          if (!bodiless) {
            say(out, "Content-Length: " + body.length + "\r\n\r\n");
            out.write(body);
          } else {
            say(out, "\r\n");
          }
        }
        case 1 -> {
          say(out, "Transfer-Encoding: chunked\r\n\r\n");
          chunks(out, body);
        }
        default -> {
          say(out, "\r\n");
          out.write(body);
        }
      }
      return out.toByteArray();
    }

    private void chunks(ByteArrayOutputStream out, byte[] body) throws IOException {
      int at = 0;
      while (at < body.length) {
        int size = Math.min(body.length - at, 1 + random.nextInt(9000));
        String extension = random.nextInt(4) == 0 ? ";name=value" : "";
        say(out, Integer.toHexString(size) + extension + "\r\n");
        out.write(body, at, size);
        say(out, "\r\n");
        at += size;
      }
      say(out, "0\r\n" + (random.nextBoolean() ? "X-Trailer: 1\r\n" : "") + "\r\n");
    }

    private String word() {
      StringBuilder word = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      return word.toString();
    }

    private static void say(ByteArrayOutputStream out, String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
