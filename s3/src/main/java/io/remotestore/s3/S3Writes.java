package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.WriteCondition;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes: one PUT, or parts and their completion. */
final class S3Writes {
  /** The largest file of one request, and the largest part. */
  static final long MAX_PUT = 5L << 30;

  /** The smallest part but the last. */
  static final int MIN_PART = 5 << 20;

  static final int MAX_PARTS = 10_000;

  static final String NO_ETAG = "the reply to a write has no ETag, and the file may be there";

  private final S3Client client;
  private final S3Options options;
  private final ConditionProbe probe;
  private final ChecksummedUploads uploads;

  S3Writes(S3Client client, ConditionProbe probe) {
    this.client = client;
    this.options = client.options();
    this.probe = probe;
    this.uploads = new ChecksummedUploads(client);
  }

  Entry put(PutRequest request, Call call) throws IOException {
    S3Request put = new S3Request("PUT", request.key());
    addAttributes(put, request);
    addCondition(put, request.condition(), call);
    try (HttpResponse response =
        conditional(() -> uploads.send(put, request.content(), call), request.condition())) {
      Instant modified = HttpDate.parse(response.header("Date"), client.now());
      return written(request, response, etag(response), request.content().size())
          .modifiedAt(modified)
          .build();
    }
  }

  String beginParts(PutRequest request, Call call) throws IOException {
    return begin(new S3Request("POST", request.key()), request, options.checksum(), call);
  }

  /** Begins an upload; {@code algorithm} is the checksum that each part will carry. */
  String begin(
      S3Request begin, PutRequest request, @Nullable ChecksumAlgorithm algorithm, Call call)
      throws IOException {
    begin.query("uploads", "");
    addAttributes(begin, request);
    try (HttpResponse response = uploads.send(begin, announced(algorithm), call)) {
      return S3Documents.leaf(response, "InitiateMultipartUploadResult", "UploadId");
    }
  }

  private static Map<String, String> announced(@Nullable ChecksumAlgorithm algorithm) {
    if (algorithm == null) {
      return Map.of();
    }
    String name = "x-amz-checksum-algorithm";
    return algorithm == ChecksumAlgorithm.CRC64NVME
        ? Map.of(name, algorithm.name(), "x-amz-checksum-type", "FULL_OBJECT") // its only type
        : Map.of(name, algorithm.name());
  }

  PartReply putPart(PartRequest request, Call call) throws IOException {
    S3Request part =
        new S3Request("PUT", request.key())
            .query("partNumber", Integer.toString(request.number()))
            .query("uploadId", request.uploadId());
    options.encryption().forAll().forEach(part::header);
    try (HttpResponse response = uploads.send(part, request.content(), call)) {
      String etag = etag(response);
      ChecksumAlgorithm algorithm = options.checksum();
      String checksum = algorithm == null ? null : response.header(algorithm.header());
      return new PartReply(
          request.number(), new PartTag(etag, checksum).text(), request.content().size());
    }
  }

  Entry completeParts(CompleteRequest request, Call call) throws IOException {
    PutRequest put = request.put();
    S3Request complete =
        new S3Request("POST", put.key())
            .query("uploadId", request.uploadId())
            .body(Content.of(S3Documents.parts(request.parts(), options.checksum())));
    options.encryption().forAll().forEach(complete::header);
    addCondition(complete, put.condition(), call);
    try (HttpResponse response = conditional(() -> client.send(complete, call), put.condition())) {
      String etag =
          conditional(
              () -> S3Documents.leaf(response, "CompleteMultipartUploadResult", "ETag"),
              put.condition());
      long size = request.parts().stream().mapToLong(PartReply::size).sum();
      return written(put, response, etag, size).build(); // the time is that of the beginning
    }
  }

  /** Without an ETag, a proxy may have answered, or the file may be there. */
  private static String etag(HttpResponse response) throws IOException {
    String etag = response.header("ETag");
    if (etag == null || etag.isEmpty()) {
      throw S3Errors.unproven(NO_ETAG, null);
    }
    return etag;
  }

  /** Aborts an upload; returns false where there is no such upload. */
  boolean discard(String key, String uploadId, Call call) throws IOException {
    S3Request abort = new S3Request("DELETE", key).query("uploadId", uploadId);
    try {
      HttpResponse unused = client.sendAndDrop(abort, call);
      return true;
    } catch (S3Exception e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  // ---------------------------------------------------------------- pieces

  void addAttributes(S3Request request, PutRequest put) throws DriverException {
    S3Entries.addAttributes(request, put, MetadataLimit.of(options));
    request.header("x-amz-storage-class", options.storageClass());
    options.encryption().forWrites().forEach(request::header);
    options.encryption().forAll().forEach(request::header);
  }

  private void addCondition(S3Request request, WriteCondition condition, Call call)
      throws IOException {
    switch (condition.kind()) {
      case NONE -> {}
      case ABSENT -> {
        probe.requireCreate(request.key(), call);
        request.header("If-None-Match", "*").recent();
      }
      case MATCH -> {
        probe.requireMatch(request.key(), call);
        request.header("If-Match", String.valueOf(condition.revision())).recent();
      }
    }
  }

  private interface Sending<T> {
    T send() throws IOException;
  }

  /** Sends a change; its condition decides the meaning of a refusal. */
  private static <T> T conditional(Sending<T> sending, WriteCondition condition)
      throws IOException {
    try {
      return sending.send();
    } catch (S3Exception e) {
      if (!S3Errors.isProven(e)) {
        throw e;
      }
      if (e.status() == 412 && condition.kind() == WriteCondition.Kind.ABSENT) {
        throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
      }
      boolean noUpload = "NoSuchUpload".equals(e.code()) || "NoSuchBucket".equals(e.code());
      if (e.status() == 404 && condition.kind() == WriteCondition.Kind.MATCH && !noUpload) {
        throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED), e);
      }
      throw e;
    }
  }

  private static Entry.Builder written(
      PutRequest request, HttpResponse response, String etag, long size) {
    return Entry.file(request.key())
        .size(size)
        .etag(etag)
        .version(S3Entries.version(response))
        .digest(S3Entries.digest(response))
        .headers(request.headers())
        .metadata(request.metadata())
        .token(request.token());
  }
}
