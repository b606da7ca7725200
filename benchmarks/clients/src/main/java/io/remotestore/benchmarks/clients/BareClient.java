package io.remotestore.benchmarks.clients;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The limit: requests signed by hand on {@code java.net.Socket}, a socket for each thread, without
 * retries, timeouts, checksums, or a look at what a reply tells beside its bytes. Large objects go
 * over four sockets at a time in parts of 8 MiB up, as this library has it unless told otherwise.
 */
public final class BareClient implements Client {
  private static final int PARALLEL = 4;
  private static final int PART = 8 << 20;
  private static final long IDLE_NANOS = 1_000_000_000;
  private static final int BULK = 1000;
  private static final byte[] NOTHING = {};

  private final Place place;
  private final Map<Thread, BareConnection> connections = new ConcurrentHashMap<>();
  private final ExecutorService threads;

  /** Opens it; sockets open when a thread needs one. */
  public BareClient(Place place) {
    this.place = place;
    this.threads =
        Executors.newFixedThreadPool(
            PARALLEL,
            work -> {
              Thread thread = new Thread(work, "bare");
              thread.setDaemon(true);
              return thread;
            });
  }

  private BareConnection connection() throws Exception {
    BareConnection connection = connections.get(Thread.currentThread());
    if (connection != null && System.nanoTime() - connection.usedNanos() > IDLE_NANOS) {
      connection.close(); // between its turns the server may have closed it
      connection = null;
    }
    if (connection == null) {
      connection = new BareConnection(place);
      connections.put(Thread.currentThread(), connection);
    }
    return connection;
  }

  private String path(String key) {
    return "/" + place.bucket() + "/" + key;
  }

  /** Makes the bucket, which is not there yet. */
  public void makeBucket() throws Exception {
    BareConnection connection = connection();
    connection.send("PUT", "/" + place.bucket(), "Content-Length: 0\r\n", NOTHING, 0, 0);
    long unused = connection.drop();
  }

  @Override
  public long get(String key) throws Exception {
    BareConnection connection = connection();
    connection.send("GET", path(key));
    byte[] bytes = new byte[Math.toIntExact(connection.length())];
    connection.into(bytes, 0);
    return bytes.length;
  }

  @Override
  public long head(String key) throws Exception {
    BareConnection connection = connection();
    connection.send("HEAD", path(key));
    return connection.length();
  }

  @Override
  public long put(String key, byte[] bytes) throws Exception {
    BareConnection connection = connection();
    connection.send(
        "PUT", path(key), bytes.length == 0 ? "Content-Length: 0\r\n" : "", bytes, 0, bytes.length);
    long unused = connection.drop();
    return bytes.length;
  }

  // ---------------------------------------------------------------- large objects, down

  @Override
  public long stream(String key) throws Exception {
    BareConnection connection = connection();
    connection.send("GET", path(key));
    return connection.drop();
  }

  @Override
  public long array(String key) throws Exception {
    byte[] bytes = new byte[Math.toIntExact(head(key))];
    ranges(
        key, bytes.length, (first, connection) -> connection.into(bytes, Math.toIntExact(first)));
    return bytes.length;
  }

  @Override
  public long file(String key, Path target) throws Exception {
    long size = head(key);
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ranges(key, size, (first, connection) -> into(channel, first, connection));
    }
    return size;
  }

  private static void into(FileChannel channel, long first, BareConnection connection)
      throws IOException {
    long[] at = {first};
    connection.into(
        (bytes, offset, length) -> {
          ByteBuffer some = ByteBuffer.wrap(bytes, offset, length);
          while (some.hasRemaining()) {
            at[0] += channel.write(some, at[0]);
          }
        });
  }

  private interface Range {
    void read(long first, BareConnection connection) throws IOException;
  }

  private void ranges(String key, long size, Range range) throws Exception {
    List<Callable<Long>> parts = new ArrayList<>();
    long each = (size + PARALLEL - 1) / PARALLEL;
    for (long first = 0; first < size; first += each) {
      long from = first;
      long last = Math.min(size, first + each) - 1;
      parts.add(
          () -> {
            BareConnection connection = connection();
            connection.send(
                "GET", path(key), "Range: bytes=" + from + "-" + last + "\r\n", NOTHING, 0, 0);
            range.read(from, connection);
            return last;
          });
    }
    for (Future<Long> part : threads.invokeAll(parts)) {
      Long unused = part.get();
    }
  }

  // ---------------------------------------------------------------- large objects, up

  @Override
  public long putFile(String key, Path source) throws Exception {
    try (InputStream in = Files.newInputStream(source)) {
      return putStream(key, in);
    }
  }

  @Override
  public long putStream(String key, InputStream source) throws Exception {
    String id = begin(key);
    Semaphore room = new Semaphore(PARALLEL);
    List<Future<String>> tags = new ArrayList<>();
    long total = 0;
    while (true) {
      room.acquire();
      byte[] part = source.readNBytes(PART);
      if (part.length == 0) {
        break;
      }
      total += part.length;
      String path = path(key) + "?partNumber=" + (tags.size() + 1) + "&uploadId=" + id;
      tags.add(
          threads.submit(
              () -> {
                try {
                  BareConnection connection = connection();
                  connection.send("PUT", path, "", part, 0, part.length);
                  long unused = connection.drop();
                  return connection.header("etag");
                } finally {
                  room.release();
                }
              }));
    }
    complete(key, id, tags);
    return total;
  }

  private String begin(String key) throws Exception {
    BareConnection connection = connection();
    connection.send("POST", path(key) + "?uploads=", "Content-Length: 0\r\n", NOTHING, 0, 0);
    return between(text(connection.whole()), "<UploadId>", "</UploadId>");
  }

  private void complete(String key, String id, List<Future<String>> tags) throws Exception {
    StringBuilder list = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < tags.size(); i++) {
      list.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
      list.append(tags.get(i).get()).append("</ETag></Part>");
    }
    byte[] body =
        list.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    BareConnection connection = connection();
    connection.send("POST", path(key) + "?uploadId=" + id, "", body, 0, body.length);
    String reply = text(connection.whole());
    if (!reply.contains("<CompleteMultipartUploadResult")) {
      throw new IOException(reply);
    }
  }

  // ---------------------------------------------------------------- many keys

  /** Counts keys and looks at nothing else. */
  @Override
  public long list(String prefix) throws Exception {
    String encoded = prefix.replace("/", "%2F");
    long count = 0;
    String after = "";
    do {
      BareConnection connection = connection();
      connection.send(
          "GET",
          "/"
              + place.bucket()
              + "?"
              + (after.isEmpty() ? "" : "continuation-token=" + after + "&")
              + "list-type=2&prefix="
              + encoded);
      byte[] page = connection.whole();
      count += count(page, "<Key>".getBytes(StandardCharsets.US_ASCII));
      after = token(text(page));
    } while (!after.isEmpty());
    return count;
  }

  private static String token(String page) {
    return page.contains("<NextContinuationToken>")
        ? java.net.URLEncoder.encode(
            between(page, "<NextContinuationToken>", "</NextContinuationToken>"),
            StandardCharsets.UTF_8)
        : "";
  }

  private static long count(byte[] text, byte[] word) {
    long count = 0;
    for (int i = 0; i + word.length <= text.length; i++) {
      int n = 0;
      while (n < word.length && text[i + n] == word[n]) {
        n++;
      }
      count += n == word.length ? 1 : 0;
    }
    return count;
  }

  @Override
  public long delete(List<String> keys) throws Exception {
    long count = 0;
    for (int from = 0; from < keys.size(); from += BULK) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + BULK));
      deleteSome(some);
      count += some.size();
    }
    return count;
  }

  private void deleteSome(List<String> keys) throws Exception {
    StringBuilder list = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (String key : keys) {
      list.append("<Object><Key>").append(key).append("</Key></Object>");
    }
    byte[] body = list.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
    String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    BareConnection connection = connection();
    connection.send(
        "POST",
        "/" + place.bucket() + "?delete=",
        "Content-MD5: " + md5 + "\r\n",
        body,
        0,
        body.length);
    String reply = text(connection.whole());
    if (reply.toLowerCase(Locale.ROOT).contains("<error>")) {
      throw new IOException(reply);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (BareConnection connection : connections.values()) {
      connection.close();
    }
  }
}
