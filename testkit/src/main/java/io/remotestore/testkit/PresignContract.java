package io.remotestore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.ContentHeaders;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PresignOptions;
import io.remotestore.PresignOptions.Method;
import io.remotestore.PresignedRequest;
import io.remotestore.Upload;
import io.remotestore.UploadedPart;
import io.remotestore.Uploads;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that are signed here and sent by another client. */
public abstract class PresignContract extends StoreContract {
  private static final Duration SOON = Duration.ofMinutes(5);

  /** The least size of a part that is not the last on any server that is known. */
  private static final int PART = 5 << 20;

  private static final int TRIES = 5;

  /** For subclasses. */
  protected PresignContract() {}

  /**
   * What came back.
   *
   * @param status the status
   * @param text the body
   * @param etag the ETag
   */
  private record Reply(int status, String text, String etag) {}

  /** Sends it as a browser would that tries again. */
  private static Reply send(PresignedRequest request, byte[] body) throws IOException {
    for (int left = TRIES; ; left--) {
      try {
        Reply reply = once(request, body);
        if (reply.status() < 500 || left == 0) {
          return reply;
        }
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static Reply once(PresignedRequest request, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    connection.setRequestMethod(request.method());
    request.headers().forEach(connection::setRequestProperty);
    if (request.method().equals("PUT")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.getOutputStream().write(body);
    }
    try {
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = in == null ? "" : new String(in.readAllBytes(), UTF_8);
        return new Reply(status, text, String.valueOf(connection.getHeaderField("ETag")));
      }
    } finally {
      connection.disconnect();
    }
  }

  private void anyRequest() {
    PresignedRequest unused = store().presign("a", PresignOptions.of(Method.READ, SOON));
  }

  private Reply send(String path, Method method) throws IOException {
    return send(store().presign(path, PresignOptions.of(method, SOON)), new byte[0]);
  }

  @Test
  void whoHoldsOneReads() throws IOException {
    if (!supports(Capability.PRESIGN)) {
      refused(Capability.PRESIGN, this::anyRequest);
      return;
    }
    put("a b/é+%.txt", "hello");
    assertThat(send("a b/é+%.txt", Method.READ).text()).isEqualTo("hello");
    assertThat(send("a b/é+%.txt", Method.HEAD).status()).isEqualTo(200);
    assertThat(send("missing", Method.READ).status()).isEqualTo(404);
    assertThat(send("missing", Method.HEAD).status()).isEqualTo(404);
  }

  @Test
  void whoHoldsOneWritesAndDeletes() throws IOException {
    if (!supports(Capability.PRESIGN)) {
      refused(Capability.PRESIGN, this::anyRequest);
      return;
    }
    ContentHeaders type = ContentHeaders.builder().contentType("text/csv").build();
    PresignedRequest write =
        store().presign("a.csv", PresignOptions.of(Method.WRITE, SOON).withHeaders(type));
    assertThat(send(write, "x,y".getBytes(UTF_8)).status()).isEqualTo(200);
    assertThat(store().readText("a.csv")).isEqualTo("x,y");
    assertThat(store().getFileInfo("a.csv").contentType()).isEqualTo("text/csv");
    assertThat(send("a.csv", Method.DELETE).status()).isBetween(200, 299);
    assertThat(store().exists("a.csv")).isFalse();
  }

  @Test
  void itIsOfOneFileAndOneMethod() throws IOException {
    if (!supports(Capability.PRESIGN)) {
      refused(Capability.PRESIGN, this::anyRequest);
      return;
    }
    put("a", "hello");
    put("b", "other");
    PresignedRequest read = store().presign("a", PresignOptions.of(Method.READ, SOON));
    String other = read.uri().toString().replace("/a?", "/b?");
    PresignedRequest bent =
        PresignedRequest.of("GET", URI.create(other), read.headers(), read.expiresAt());
    assertThat(send(bent, new byte[0]).status()).isEqualTo(403);
    PresignedRequest delete =
        PresignedRequest.of("DELETE", read.uri(), read.headers(), read.expiresAt());
    assertThat(send(delete, new byte[0]).status()).isEqualTo(403);
    assertThat(store().readText("a")).isEqualTo("hello");
  }

  @Test
  void partsAreSentByOthers() throws IOException {
    if (!supports(Capability.PRESIGN)) {
      refused(Capability.PRESIGN, this::anyRequest);
      return;
    }
    WriteOptions options =
        supports(Capability.USER_METADATA)
            ? WriteOptions.create().withMetadata(Map.of("by", "others"))
            : WriteOptions.create();
    Uploads uploads = store().uploads();
    Upload upload = uploads.begin("dir/large", options);
    assertThat(upload.path()).isEqualTo("dir/large");
    byte[] first = new byte[PART];
    first[PART - 1] = 7;
    UploadedPart one = sent(upload, 1, first);
    UploadedPart two = sent(upload, 2, new byte[] {1, 2, 3});
    assertThat(store().exists("dir/large")).isFalse();

    FileInfo info = uploads.complete(upload, List.of(two, one), options);
    assertThat(info.path()).isEqualTo("dir/large");
    assertThat(info.size()).isEqualTo(PART + 3);
    byte[] read = store().readBytes("dir/large");
    assertThat(read).hasSize(PART + 3).endsWith(7, 1, 2, 3);
    if (supports(Capability.USER_METADATA)) {
      assertThat(store().getFileInfo("dir/large").metadata())
          .containsOnly(Map.entry("by", "others"));
    }
    assertThat(uploads.list()).isEmpty();
  }

  private UploadedPart sent(Upload upload, int number, byte[] bytes) throws IOException {
    Reply reply =
        send(store().presign(upload.path(), PresignOptions.part(upload, number, SOON)), bytes);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return new UploadedPart(number, reply.etag());
  }

  @Test
  void anUploadByOthersIsPublishedOnceUnderItsCondition() throws IOException {
    if (!supports(Capability.PRESIGN)) {
      refused(Capability.PRESIGN, this::anyRequest);
      return;
    }
    Uploads uploads = store().uploads();
    Upload upload = uploads.begin("file", WriteOptions.create());
    List<UploadedPart> parts = List.of(sent(upload, 1, "mine".getBytes(UTF_8)));
    put("file", "another's");
    fails(
        AlreadyExistsException.class,
        "file",
        () -> uploads.complete(upload, parts, WriteOptions.create()));
    assertThat(store().readText("file")).isEqualTo("another's");
    uploads.complete(upload, parts, WriteOptions.overwrite());
    assertThat(store().readText("file")).isEqualTo("mine");
    Upload given = uploads.begin("up", WriteOptions.create());
    uploads.abort(given);
    // After a lost first reply, the file may have been published and deleted since.
    assertThatThrownBy(() -> uploads.complete(given, parts, WriteOptions.overwrite()))
        .isInstanceOfAny(NotFoundException.class, OutcomeUnknownException.class);
    assertThat(store().exists("up")).isFalse();
  }
}
