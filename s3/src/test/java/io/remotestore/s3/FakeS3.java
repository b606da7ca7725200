package io.remotestore.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process that keeps objects and remembers requests, for what no real server shows
 * on demand. By default it ignores conditions, as some servers do, and answers nothing in XML.
 */
final class FakeS3 implements Closeable {

  /** One request as it arrived. */
  record Received(String method, String target, Map<String, String> headers, String body) {
    @Nullable String header(String name) {
      return headers.get(name);
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /** Answers instead of the server; null to let it answer itself. */
  @FunctionalInterface
  interface Script {
    @Nullable Reply answer(Received request, int number) throws IOException;
  }

  /** What a script answers. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }

    static Reply error(int status, String code) {
      return new Reply(
          status,
          Map.of("x-amz-request-id", "req-1"),
          "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>");
    }

    static Reply xml(String body) {
      return new Reply(200, Map.of(), body);
    }

    Reply with(String name, String value) {
      return new Reply(status, Map.of(name, value), body);
    }

    Reply and(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Reply(status, all, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private volatile Script script = (request, number) -> null;
  private volatile Script conditions = (request, number) -> null;
  private volatile boolean keepsFrames;

  FakeS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Makes it decide conditions on writes. */
  FakeS3 decidingConditions() {
    conditions =
        (request, number) -> {
          if (!request.method().equals("PUT")) {
            return null;
          }
          byte[] there = objects.get(request.target());
          String none = request.header("if-none-match");
          String match = request.header("if-match");
          boolean refused =
              (none != null && there != null)
                  || (match != null && (there == null || !match.equals(etag(there))));
          return refused ? Reply.error(412, "PreconditionFailed") : null;
        };
    return this;
  }

  /** Makes it keep the frames of a body with a checksum behind it, as if they were content. */
  FakeS3 keepingFrames() {
    keepsFrames = true;
    return this;
  }

  FakeS3 answering(Script value) {
    script = value;
    return this;
  }

  List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  void forget() {
    received.clear();
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  Endpoint endpoint() {
    return Endpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  S3Options.Builder options() {
    return S3Options.builder("bucket", endpoint(), "us-east-1");
  }

  S3Driver driver(S3Options options) throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret");
    return driver(options, () -> keys, Clock.systemUTC());
  }

  S3Client client(S3Options options) throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret");
    Transport transport = Transport.open(TransportOptions.builder().build());
    return new S3Client(options, () -> keys, transport, Clock.systemUTC());
  }

  S3Driver driver(S3Options options, CredentialsProvider credentials, Clock clock)
      throws IOException {
    Transport transport = Transport.open(TransportOptions.builder().build());
    return new S3Driver(new S3Client(options, credentials, transport, clock), "s3");
  }

  /** A store over it that trusts its conditions and retries at once. */
  Store store() throws IOException {
    return store(driver(options().conditionalWrites(ConditionalWrites.TRUST).build()));
  }

  static Store store(S3Driver driver) {
    RetryPolicy retry =
        RetryPolicy.standard()
            .withMaxAttempts(3)
            .withBackoff(Duration.ZERO, Duration.ZERO)
            .withJitter(Duration.ZERO);
    return Stores.over(driver, StoreOptions.builder().name("here").retry(retry).build());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Received request =
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(body, StandardCharsets.ISO_8859_1));
      received.add(request);
      Reply reply = script.answer(request, received.size());
      if (reply == null) {
        reply = conditions.answer(request, received.size());
      }
      if (reply == null) {
        answer(exchange, request, body);
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange, Received request, byte[] body) throws IOException {
    String target = request.target();
    switch (request.method()) {
      case "PUT" -> {
        boolean framed = request.header("x-amz-trailer") != null && !keepsFrames;
        byte[] content = framed ? unframed(exchange, body) : body;
        objects.put(target, content);
        exchange.getResponseHeaders().set("ETag", etag(content));
        send(exchange, 200, new byte[0]);
      }
      case "DELETE" -> {
        objects.remove(target);
        send(exchange, 204, new byte[0]);
      }
      default -> {
        byte[] found = objects.get(target);
        if (found != null) {
          exchange.getResponseHeaders().set("ETag", etag(found));
        }
        send(exchange, found == null ? 404 : 200, found == null ? new byte[0] : found);
      }
    }
  }

  /** Takes the content out of its frames, and tells the checksum behind them. */
  private static byte[] unframed(HttpExchange exchange, byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    StringBuilder content = new StringBuilder();
    int at = 0;
    while (true) {
      int line = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text, at, line, 16);
      if (length == 0) {
        String[] trailer = text.substring(line).strip().split(":", 2);
        exchange.getResponseHeaders().set(trailer[0], trailer[1]);
        return content.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
      content.append(text, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head && !exchange.getResponseHeaders().containsKey("Content-Length")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
    }
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  static String etag(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return "\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
