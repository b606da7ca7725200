package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.s3.OptionalRequests.Feature;
import io.remotestore.spi.Call;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Deletes, one and a thousand at a time. */
final class S3Deletes {
  /** A segment that a server or proxy may take for a step up in a URL. */
  private static final Pattern DOTS = Pattern.compile("(^|/)\\.\\.?(/|$)");

  private final S3Client client;

  S3Deletes(S3Client client) {
    this.client = client;
  }

  /** The server answers the same whether the key existed or not. */
  DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    S3Request delete = new S3Request("DELETE", request.key());
    if (request.version() != null) {
      delete.query("versionId", request.version());
    }
    if (!request.condition().isNone()) {
      delete.header("If-Match", String.valueOf(request.condition().revision())).recent();
    }
    try {
      HttpResponse unused = client.sendAndDrop(delete, call);
      return DeleteReply.GONE;
    } catch (S3Exception e) {
      if (e.status() == 404 && "NoSuchKey".equals(e.code()) && !request.condition().isNone()) {
        throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED), e);
      }
      throw e;
    }
  }

  List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws IOException {
    Map<String, Failure> failed = new HashMap<>();
    List<String> listed = keys.stream().filter(S3Documents::holds).toList();
    boolean together = !listed.isEmpty() && deleteListed(listed, failed, call);
    for (String key : keys) {
      if (!together || !S3Documents.holds(key)) {
        deleteOne(key, failed, call);
      }
    }
    return keys.stream()
        .map(
            key -> {
              Failure failure = failed.get(key);
              return failure == null || failure.kind() == Kind.NOT_FOUND
                  ? new DeleteManyResult(key, DeleteReply.GONE, null)
                  : new DeleteManyResult(key, null, failure);
            })
        .toList();
  }

  /** Deletes a key that no XML document can hold, or any key if the server takes no document. */
  private void deleteOne(String key, Map<String, Failure> failed, Call call) throws IOException {
    if (DOTS.matcher(key).find()) {
      failed.put(key, Failure.notSent(Kind.INVALID_PATH).withDetail("no URL can name this key"));
      return;
    }
    try {
      HttpResponse unused = client.sendAndDrop(new S3Request("DELETE", key), call);
    } catch (S3Exception e) {
      if (e.failure().kind() == Kind.NOT_FOUND && !"NoSuchKey".equals(e.code())) {
        throw e; // the bucket is missing, not the key
      }
      failed.put(key, e.failure());
    }
  }

  /** Returns false where the server has no such request. */
  private boolean deleteListed(List<String> keys, Map<String, Failure> failed, Call call)
      throws IOException {
    if (client.optional().isRefused(Feature.DELETE_MANY)) {
      return false;
    }
    byte[] document = S3Documents.deletes(keys);
    S3Request delete =
        new S3Request("POST", "")
            .query("delete", "")
            .header("Content-MD5", S3Documents.md5(document)) // what every server takes
            .body(Content.of(document));
    if (client.options().isAws()) {
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32C; // what directory buckets take
      delete.header(algorithm.header(), algorithm.of(document));
    }
    try (HttpResponse response = client.send(delete, call)) {
      failed.putAll(S3Documents.readDeletes(response, Set.copyOf(keys)));
      return true;
    } catch (S3Exception e) {
      if (client.optional().learn(Feature.DELETE_MANY, e)) {
        call.repeating(e);
        return false;
      }
      throw e;
    }
  }
}
