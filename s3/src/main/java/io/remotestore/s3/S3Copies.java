package io.remotestore.s3;

import io.remotestore.ByteRange;
import io.remotestore.s3.OptionalRequests.Feature;
import io.remotestore.spi.Call;
import io.remotestore.spi.CopyPartRequest;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PutRequest;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies on the server: whole, or as parts of an upload. */
final class S3Copies {
  /** The largest file that one request copies. */
  static final long MAX_COPY = 5L << 30;

  /**
   * The same on servers other than S3 itself. They may send nothing until they are done, and this
   * silence must be shorter than the idle timeout.
   */
  static final long MAX_SILENT_COPY = 512L << 20;

  private static final int MOST = 1 << 20;

  private final S3Client client;
  private final S3Writes writes;
  private final ConditionProbe probe;

  S3Copies(S3Client client, S3Writes writes, ConditionProbe probe) {
    this.client = client;
    this.writes = writes;
    this.probe = probe;
  }

  void copy(CopyRequest request, Call call) throws IOException {
    client.optional().require(Feature.COPY);
    S3Request copy = from("PUT", request);
    copy.header("x-amz-storage-class", client.options().storageClass());
    client.options().encryption().forWrites().forEach(copy::header);
    if (request.condition().isNone()) {
      String unused = unlessRefused(Feature.COPY, () -> send(copy, call));
    } else {
      sendConditionally(copy, request, call);
    }
  }

  /** The value of {@code x-amz-copy-source}. */
  static String source(S3Options options, String key, @Nullable String version) {
    String path = UriText.path(options.bucket() + "/" + key);
    return version == null ? path : path + "?versionId=" + UriText.query(version);
  }

  /** The client of the source's bucket, with the credentials and keys of its store. */
  private static S3Client sourceClient(CopyRequest request) {
    return Objects.requireNonNull(request.from().unwrap(S3Driver.class)).client();
  }

  private S3Request from(String method, CopyRequest request) {
    S3Options bucket = sourceClient(request).options();
    String source = source(bucket, request.source().key(), request.sourceVersion());
    S3Request copy = new S3Request(method, request.target()).header("x-amz-copy-source", source);
    if (request.sourceMatch() != null) {
      copy.header("x-amz-copy-source-if-match", request.sourceMatch().toString());
    }
    client.options().encryption().forAll().forEach(copy::header);
    bucket.encryption().forCopies().forEach(copy::header);
    return copy;
  }

  private String send(S3Request copy, Call call) throws IOException {
    try (HttpResponse response = client.send(copy, call)) {
      return S3Documents.leaf(response, "CopyObjectResult", "ETag");
    }
  }

  private interface Sending<T> {
    T send() throws IOException;
  }

  /** Where the server has no such request, the bytes can go through this process. */
  private <T> T unlessRefused(Feature feature, Sending<T> sending) throws IOException {
    try {
      return sending.send();
    } catch (S3Exception e) {
      OptionalRequests optional = client.optional();
      if (feature == Feature.COPY ? optional.learnCopies(e) : optional.learn(feature, e)) {
        throw new DriverException(Failure.rejected(Kind.UNSUPPORTED), e);
      }
      throw e;
    }
  }

  private void sendConditionally(S3Request copy, CopyRequest request, Call call)
      throws IOException {
    if (!probe.copiesConditionally(request.target(), call)) {
      throw new DriverException(Failure.rejected(Kind.UNSUPPORTED));
    }
    copy.header("If-None-Match", "*").recent();
    if (request.token() != null) {
      // The copy gets a new token, and the headers that a replacement would lose.
      copy.header("x-amz-metadata-directive", "REPLACE").header("expires", expires(request, call));
      S3Entries.addMetadata(
          copy,
          request.source().headers(),
          request.source().metadata(),
          request.token(),
          MetadataLimit.of(client.options()));
    }
    try {
      String unused = send(copy, call);
    } catch (S3Exception e) {
      throw e.status() == 412 && S3Errors.isProven(e) ? refusedBy(request, e, call) : e;
    }
  }

  /** One status refuses either condition; a look at the source shows which. */
  private DriverException refusedBy(CopyRequest request, S3Exception refusal, Call call)
      throws IOException {
    if (request.sourceMatch() != null) {
      String there = lookAtSource(request, call).header("ETag");
      if (!Objects.equals(there, request.sourceMatch().toString())) {
        return new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED), refusal);
      }
    }
    return new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), refusal);
  }

  private HttpResponse lookAtSource(CopyRequest request, Call call) throws IOException {
    S3Client source = sourceClient(request);
    S3Request head = new S3Request("HEAD", request.source().key());
    source.options().encryption().forAll().forEach(head::header);
    if (request.sourceVersion() != null) {
      head.query("versionId", request.sourceVersion());
    }
    return source.sendAndDrop(head, call);
  }

  /** Returns a header that plain copies keep and no entry holds. */
  private @Nullable String expires(CopyRequest request, Call call) throws IOException {
    return lookAtSource(request, call).header("Expires");
  }

  // ---------------------------------------------------------------- by parts

  String beginCopy(CopyRequest request, PutRequest put, Call call) throws IOException {
    client.optional().require(Feature.COPY_PART);
    return writes.begin(
        new S3Request("POST", put.key()).header("expires", expires(request, call)),
        new PutRequest(
            put.key(),
            put.content(),
            put.condition(),
            put.metadata(),
            put.headers(),
            tags(request, call),
            put.token(),
            null),
        null, // servers report copied parts differently, and the source has a checksum
        call);
  }

  PartReply copyPart(CopyPartRequest request, Call call) throws IOException {
    CopyRequest copy = request.copy();
    ByteRange range = request.range();
    S3Request part =
        from("PUT", copy)
            .query("partNumber", Integer.toString(request.number()))
            .query("uploadId", request.uploadId());
    if (range.length() < copy.source().size()) {
      long last = range.offset() + range.length() - 1;
      part.header("x-amz-copy-source-range", "bytes=" + range.offset() + "-" + last);
    }
    try (HttpResponse response = unlessRefused(Feature.COPY_PART, () -> client.send(part, call))) {
      Map<String, String> said =
          S3Documents.leaves(response, "CopyPartResult", "CopyObjectResult"); // of S3Proxy
      String etag = said.get("ETag");
      if (etag == null) {
        throw S3Errors.unproven("the reply to a part has no ETag", null);
      }
      return new PartReply(request.number(), new PartTag(etag, null).text(), range.length());
    }
  }

  /** The tags of the source; empty if the server has no tags. */
  private Map<String, String> tags(CopyRequest request, Call call) throws IOException {
    OptionalRequests optional = sourceClient(request).optional();
    if (optional.isRefused(Feature.TAGS)) {
      return Map.of();
    }
    S3Request get = new S3Request("GET", request.source().key()).query("tagging", "");
    if (request.sourceVersion() != null) {
      get.query("versionId", request.sourceVersion());
    }
    try (HttpResponse response = sourceClient(request).send(get, call)) {
      return readTags(new XmlScanner(response.body().readNBytes(MOST)));
    } catch (S3Exception e) {
      if (optional.learn(Feature.TAGS, e) || "NoSuchTagSet".equals(e.code())) {
        return Map.of();
      }
      throw e;
    }
  }

  private static Map<String, String> readTags(XmlScanner xml) throws IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    String name = "";
    String value = "";
    while (xml.next()) {
      if (xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "Key" -> name = xml.text();
        case "Value" -> value = xml.text();
        case "Tag" -> {
          tags.put(name, value);
          value = "";
        }
        default -> {}
      }
    }
    return tags;
  }
}
