package io.remotestore.s3;

import io.remotestore.Content;
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

/** Deletes, one and a thousand at a time. */
final class S3Deletes {
  private final S3Client client;

  S3Deletes(S3Client client) {
    this.client = client;
  }

  /** The server answers the same whether anything was there or not. */
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
    byte[] document = S3Documents.deletes(keys);
    ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32C;
    S3Request delete =
        new S3Request("POST", "")
            .query("delete", "")
            .header(algorithm.header(), algorithm.of(document))
            .header("Content-MD5", S3Documents.md5(document))
            .body(Content.of(document));
    Map<String, Failure> failed = new HashMap<>();
    try (HttpResponse response = client.send(delete, call)) {
      S3Documents.readDeletes(response, failed);
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
}
