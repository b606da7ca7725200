package io.remotestore.s3;

import io.remotestore.ByteRange;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest;
import io.remotestore.transport.ContentRange;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Looks and reads: HEAD and GET. */
final class S3Reads {
  private final S3Client client;

  S3Reads(S3Client client) {
    this.client = client;
  }

  @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    S3Request head = asked("HEAD", request.key(), request.version());
    try (HttpResponse response = send(head, call)) {
      return S3Entries.file(request.key(), response, response.length(), client.now()).build();
    } catch (S3Exception e) {
      if (e.status() == 404) {
        return null;
      }
      throw e;
    }
  }

  GetReply get(GetRequest request, Call call) throws IOException {
    ByteRange range = request.range();
    if (range.length() == 0) {
      return nothing(request, call); // HTTP has no range of no bytes
    }
    S3Request get = asked("GET", request);
    if (!range.equals(ByteRange.ALL)) {
      get.header("Range", text(range));
    }
    HttpResponse response;
    try {
      response = send(get, call);
    } catch (S3Exception e) {
      if (e.status() == 416) {
        return nothing(request, call); // it may begin right at the end
      }
      throw e;
    }
    try {
      if (response.status() == 206 && response.length() == 0) {
        response.close();
        return nothing(request, call);
      }
      return reply(request, response);
    } catch (IOException | RuntimeException e) {
      response.close();
      throw e;
    }
  }

  /** Sends a HEAD or GET; a success that may not be from the server is an error. */
  private HttpResponse send(S3Request request, Call call) throws IOException {
    HttpResponse response = client.send(request, call);
    if (S3Errors.isMarked(response)) {
      return response;
    }
    response.close();
    throw S3Errors.stranger(request.method(), response);
  }

  private S3Request asked(String method, GetRequest request) {
    S3Request asked = asked(method, request.key(), request.version());
    addConditions(asked, request.conditions());
    return asked;
  }

  private S3Request asked(String method, String key, @Nullable String version) {
    S3Request asked = new S3Request(method, key).header("x-amz-checksum-mode", "ENABLED");
    client.options().encryption().forAll().forEach(asked::header);
    return version == null ? asked : asked.query("versionId", version);
  }

  /** The reply to an empty range: the current file, if the range lies in it. */
  private GetReply nothing(GetRequest request, Call call) throws IOException {
    try (HttpResponse response = send(asked("HEAD", request), call)) {
      long size = response.length();
      long start = request.range().startIn(size);
      if (start > size) {
        throw new DriverException(
            Failure.rejected(Kind.RANGE)
                .withDetail("byte " + start + " of a file of " + size + " bytes"));
      }
      if (request.range().lengthIn(size) > 0) {
        throw new DriverException(
            Failure.rejected(Kind.UNAVAILABLE)
                .withDetail("the file grew to " + size + " bytes while it was read"));
      }
      Entry entry = S3Entries.file(request.key(), response, size, client.now()).build();
      return new GetReply(entry, start, 0, InputStream.nullInputStream());
    }
  }

  private static void addConditions(S3Request request, ReadConditions conditions) {
    if (conditions.isNone()) {
      return;
    }
    request.header("If-Match", text(conditions.ifMatch()));
    request.header("If-None-Match", text(conditions.ifNoneMatch()));
    // The ETag takes precedence over a date (RFC 9110, section 13.2.2), and some servers test both.
    if (conditions.ifModifiedSince() != null && conditions.ifNoneMatch() == null) {
      request.header("If-Modified-Since", HttpDate.format(conditions.ifModifiedSince()));
    }
    if (conditions.ifUnmodifiedSince() != null && conditions.ifMatch() == null) {
      request.header("If-Unmodified-Since", HttpDate.format(conditions.ifUnmodifiedSince()));
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String text(ByteRange range) {
    if (range.isSuffix()) {
      return "bytes=-" + range.length();
    }
    boolean open = range.length() > Long.MAX_VALUE - range.offset() - 1;
    return "bytes="
        + range.offset()
        + "-"
        + (open ? "" : Long.toString(range.offset() + range.length() - 1));
  }

  /** The bytes of a reply: a part of the file, or the whole if the server ignores ranges. */
  private GetReply reply(GetRequest request, HttpResponse response) throws IOException {
    long length = response.length();
    long offset = 0;
    long size = length;
    boolean part = ContentRange.isPart(response);
    if (part) {
      ContentRange range = ContentRange.of(response, request.range());
      offset = range.first();
      size = range.size();
      length = range.length();
    }
    Entry entry = S3Entries.file(request.key(), response, size, client.now()).build();
    return new GetReply(entry, offset, length, new ReplyBody(response));
  }

  /** Closing the body gives the connection back. */
  private static final class ReplyBody extends FilterInputStream {
    private final HttpResponse response;

    private ReplyBody(HttpResponse response) {
      super(response.body());
      this.response = response;
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
