package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.s3.S3Options.Trailers;
import io.remotestore.spi.Call;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes with their checksum: before them where that costs little, else behind them, in
 * trailers. Not all servers take those. Some refuse them, some keep the framing as if it were
 * content: until one upload has shown how a server is, nothing is sent that could not be sent
 * again.
 */
final class ChecksummedUploads {
  private enum State {
    UNTRIED,
    TAKEN,
    REFUSED
  }

  /** What servers answer, beside a plain 501, that do not know a checksum behind the bytes. */
  private static final Set<String> NO_TRAILERS =
      Set.of(
          "InvalidArgument",
          "InvalidHeader",
          "InvalidRequest",
          "MalformedTrailerError",
          "MissingContentLength",
          "NotImplemented",
          "XAmzContentSHA256Mismatch");

  private final S3Client client;
  private final @Nullable ChecksumAlgorithm algorithm;
  private volatile State trailers;

  ChecksummedUploads(S3Client client) {
    S3Options options = client.options();
    this.client = client;
    this.algorithm = options.checksum();
    this.trailers =
        options.trailers() == Trailers.OFF
            ? State.REFUSED
            : options.isAws() ? State.TAKEN : State.UNTRIED;
  }

  HttpResponse send(S3Request request, Content content, Call call) throws IOException {
    if (algorithm == null) {
      return client.send(request.body(content), call);
    }
    if (content.array() != null || trailers == State.REFUSED) {
      return client.send(plain(request, content, algorithm), call);
    }
    if (trailers == State.TAKEN) {
      return trailed(request, content, algorithm, call);
    }
    Content again = content.replayable() ? content : inMemory(content);
    if (request.isConditional()) {
      return client.send(plain(request, again, algorithm), call); // what it made would refuse it
    }
    return tried(request, again, trailed(request, again, algorithm, call), algorithm, call);
  }

  private HttpResponse trailed(
      S3Request request, Content content, ChecksumAlgorithm with, Call call) throws IOException {
    try {
      return client.send(request.trailed(content, with), call);
    } catch (S3Exception e) {
      boolean notTaken =
          e.failure().kind() == Kind.UNSUPPORTED
              || (e.code() != null && NO_TRAILERS.contains(e.code()));
      if (!notTaken || !content.replayable()) {
        throw e;
      }
      HttpResponse response = client.send(plain(request, content, with), call);
      trailers = State.REFUSED; // the same bytes were taken without
      return response;
    }
  }

  /** Looks whether the server understood what it took, and sends it anew where it may not have. */
  private HttpResponse tried(
      S3Request request, Content content, HttpResponse response, ChecksumAlgorithm with, Call call)
      throws IOException {
    if (trailers == State.REFUSED) {
      return response;
    }
    boolean understood =
        response.header(with.header()) != null
            || ("\"" + md5(content) + "\"").equals(response.header("ETag"));
    if (understood) {
      trailers = State.TAKEN;
      return response;
    }
    response.close();
    HttpResponse second = client.send(plain(request, content, with), call);
    trailers = State.REFUSED;
    return second;
  }

  private static S3Request plain(S3Request request, Content content, ChecksumAlgorithm with)
      throws IOException {
    request.body(content);
    return content.replayable() ? request.header(with.header(), with.of(content)) : request;
  }

  /** What goes up in one request is no larger than a part, which would be in memory, too. */
  private static Content inMemory(Content content) throws IOException {
    try (InputStream in = content.open(0)) {
      return Content.of(in.readAllBytes());
    }
  }

  private static String md5(Content content) throws IOException {
    try (InputStream in = content.open(0)) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[64 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        md5.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(md5.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
