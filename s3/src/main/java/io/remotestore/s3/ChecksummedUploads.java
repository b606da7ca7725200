package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.s3.OptionalRequests.Feature;
import io.remotestore.s3.S3Options.Trailers;
import io.remotestore.spi.Call;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes with their checksum: in a header if that costs little, else in a trailer. Some
 * servers refuse trailers, and some store their framing as content. Until one upload has shown how
 * a server treats them, only content that can be sent again gets a trailer.
 */
final class ChecksummedUploads {
  private enum State {
    UNTRIED,
    TAKEN,
    REFUSED
  }

  /** The answers, beside a plain 501, of servers without trailers. */
  private static final Set<String> NO_TRAILERS =
      Set.of(
          "InvalidArgument",
          "InvalidHeader",
          "InvalidRequest",
          "MalformedTrailerError",
          "MissingContentLength",
          "NotImplemented",
          "XAmzContentSHA256Mismatch");

  /** A longer stream goes without a checksum, until it is known that it may have one behind it. */
  private static final long MOST_IN_MEMORY = 16 << 20;

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
    if (algorithm == null || client.optional().isRefused(Feature.CHECKSUM)) {
      return client.send(request.body(content), call);
    }
    State known = trailers;
    boolean tooLong = !content.replayable() && content.size() > MOST_IN_MEMORY;
    if (content.array() != null || known == State.REFUSED || (known == State.UNTRIED && tooLong)) {
      return headed(request, content, algorithm, call);
    }
    if (known == State.TAKEN) {
      return trailed(request, content, algorithm, call).response();
    }
    Content again = content.replayable() ? content : inMemory(content);
    Sent sent = trailed(request, again, algorithm, call);
    return sent.plain()
        ? sent.response()
        : looked(request, again, sent.response(), algorithm, call);
  }

  /** A reply, and whether the upload went without trailers in the end. */
  private record Sent(HttpResponse response, boolean plain) {}

  private Sent trailed(S3Request request, Content content, ChecksumAlgorithm with, Call call)
      throws IOException {
    try {
      return new Sent(client.send(request.trailed(content, with), call), false);
    } catch (S3Exception e) {
      if (!saysThatItTakesNone(e) || !content.replayable()) {
        throw e;
      }
      return new Sent(again(request, content, with, e, call), true);
    }
  }

  private static boolean saysThatItTakesNone(S3Exception e) {
    return e.failure().kind() == Kind.UNSUPPORTED
        || (e.code() != null && NO_TRAILERS.contains(e.code()));
  }

  /** Sends an upload without trailers. If the server takes it, it has no trailers. */
  private HttpResponse again(
      S3Request request, Content content, ChecksumAlgorithm with, IOException why, Call call)
      throws IOException {
    call.repeating(why);
    HttpResponse response = headed(request, content, with, call);
    trailers = State.REFUSED;
    return response;
  }

  /**
   * Checks whether the server understood the trailer, and sends the content anew if it may not
   * have.
   */
  private HttpResponse looked(
      S3Request request, Content content, HttpResponse response, ChecksumAlgorithm with, Call call)
      throws IOException {
    String etag = response.header("ETag");
    boolean understood = false;
    try {
      understood =
          response.header(with.header()) != null || ("\"" + md5(content) + "\"").equals(etag);
    } finally {
      if (!understood) {
        response.close();
      }
    }
    if (understood) {
      trailers = State.TAKEN;
      return response;
    }
    if (request.isConditional()) {
      request.onlyOver(etag); // the condition held, and the current state is this request's
    }
    return again(request, content, with, new IOException("the reply has no checksum"), call);
  }

  /** Sends bytes with their checksum in a header; content that can be read once has none. */
  private HttpResponse headed(S3Request request, Content content, ChecksumAlgorithm with, Call call)
      throws IOException {
    request.body(content);
    if (!content.replayable()) {
      return client.send(request, call);
    }
    return send(request, Map.of(with.header(), with.of(content)), call);
  }

  /** Sends a request with fields about checksums, or without them where the server refuses them. */
  HttpResponse send(S3Request request, Map<String, String> fields, Call call) throws IOException {
    if (fields.isEmpty() || client.optional().isRefused(Feature.CHECKSUM)) {
      return client.send(request, call);
    }
    fields.forEach(request::header);
    try {
      return client.send(request, call);
    } catch (S3Exception e) {
      if (client.options().isAws() || !OptionalRequests.mayRefuseHeader(e)) {
        throw e;
      }
      call.repeating(e);
      fields.keySet().forEach(request::without);
      HttpResponse response = sendAfter(e, request, call);
      client.optional().refuse(Feature.CHECKSUM);
      return response;
    }
  }

  /** Fails as the first attempt did if the fields were not its reason. */
  private HttpResponse sendAfter(S3Exception first, S3Request request, Call call)
      throws IOException {
    try {
      return client.send(request, call);
    } catch (S3Exception e) {
      throw S3Errors.isProven(e) && e.status() == first.status() ? first : e;
    }
  }

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
