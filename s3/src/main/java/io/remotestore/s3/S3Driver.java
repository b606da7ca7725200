package io.remotestore.s3;

import io.remotestore.ByteRange;
import io.remotestore.Content;
import io.remotestore.PresignOptions;
import io.remotestore.PresignedRequest;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.PresignRequest;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.spi.WriteCondition;
import io.remotestore.transport.ContentLengthException;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.TransportException;
import io.remotestore.transport.TransportException.Reached;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One bucket: each primitive is one request. */
final class S3Driver implements Driver {
  private static final long MAX_PUT = 5L << 30;
  private static final int MIN_PART = 5 << 20;
  private static final int MAX_PARTS = 10_000;
  private static final int MAX_KEY_BYTES = 1024;
  private static final int DELETE_BATCH = 1000;

  private static final Features FEATURES =
      Features.builder()
          .primitives(
              EnumSet.of(
                  Primitive.PUT,
                  Primitive.MULTIPART,
                  Primitive.LIST,
                  Primitive.DELETE,
                  Primitive.DELETE_MANY,
                  Primitive.COPY,
                  Primitive.PRESIGN,
                  Primitive.UPLOADS))
          .conditions(
              Set.of(
                  Features.Condition.WRITE_ABSENT,
                  Features.Condition.WRITE_MATCH,
                  Features.Condition.COPY_SOURCE_MATCH))
          .attributes(
              Set.of(
                  Features.Attribute.METADATA, Features.Attribute.HEADERS, Features.Attribute.TAGS))
          .folders(Features.FolderModel.IMPLIED)
          .orderedList()
          .recursiveList()
          .rangeRead()
          .conditionalGet()
          .lazyRead()
          .atomicWrite()
          .nativeWriteResult()
          .interruptible()
          .validator(Features.Validator.STRONG)
          .identity(Features.WriteIdentity.TOKEN)
          .keyLimits(MAX_KEY_BYTES, MAX_KEY_BYTES)
          .maxPut(MAX_PUT)
          .partLimits(MIN_PART, MAX_PUT, MAX_PARTS)
          .deleteBatch(DELETE_BATCH)
          .build();

  private final S3Client client;
  private final S3Address address;

  S3Driver(S3Client client, String type) {
    this.client = client;
    this.address = new S3Address(client.options(), type);
  }

  @Override
  public Features features() {
    return FEATURES;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    if (cause instanceof S3Exception said) {
      return said.failure();
    }
    if (cause instanceof TransportException broken) {
      Failure failure =
          broken.reached() == Reached.NOT_SENT
              ? Failure.notSent(Kind.UNAVAILABLE)
              : Failure.unknown(Kind.UNAVAILABLE);
      return failure.withDetail(broken.getMessage());
    }
    if (cause instanceof ContentLengthException wrong) {
      return Failure.rejected(Kind.OTHER).withDetail(wrong.getMessage());
    }
    return cause instanceof IOException
        ? Failure.unknown(Kind.OTHER)
        : Failure.rejected(Kind.OTHER);
  }

  @Override
  public void probe(Call call) throws IOException {
    S3Request one = new S3Request("GET", "").query("list-type", "2").query("max-keys", "1");
    HttpResponse unused = client.sendAndDrop(one, call);
  }

  @Override
  public void close() {
    client.close();
  }

  // ---------------------------------------------------------------- reading

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    S3Request head = new S3Request("HEAD", request.key()).header("x-amz-checksum-mode", "ENABLED");
    if (request.version() != null) {
      head.query("versionId", request.version());
    }
    try (HttpResponse response = client.send(head, call)) {
      return S3Entries.file(request.key(), response, response.length()).build();
    } catch (S3Exception e) {
      if (e.status() == 404) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
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
      response = client.send(get, call);
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

  private static S3Request asked(String method, GetRequest request) {
    S3Request asked = new S3Request(method, request.key()).header("x-amz-checksum-mode", "ENABLED");
    if (request.version() != null) {
      asked.query("versionId", request.version());
    }
    addConditions(asked, request.conditions());
    return asked;
  }

  /** The reply to a range that holds no byte: of the file as it is, if the range is one of it. */
  private GetReply nothing(GetRequest request, Call call) throws IOException {
    try (HttpResponse response = client.send(asked("HEAD", request), call)) {
      long size = response.length();
      long start = request.range().startIn(size);
      if (start > size) {
        throw new DriverException(
            Failure.rejected(Kind.RANGE)
                .withDetail("byte " + start + " of a file of " + size + " bytes"));
      }
      Entry entry = S3Entries.file(request.key(), response, size).build();
      return new GetReply(entry, start, 0, InputStream.nullInputStream());
    }
  }

  private static void addConditions(S3Request request, ReadConditions conditions) {
    request.header("If-Match", text(conditions.ifMatch()));
    request.header("If-None-Match", text(conditions.ifNoneMatch()));
    if (conditions.ifModifiedSince() != null) {
      request.header("If-Modified-Since", S3Entries.httpTime(conditions.ifModifiedSince()));
    }
    if (conditions.ifUnmodifiedSince() != null) {
      request.header("If-Unmodified-Since", S3Entries.httpTime(conditions.ifUnmodifiedSince()));
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

  private static GetReply reply(GetRequest request, HttpResponse response) throws IOException {
    long length = response.length();
    long offset = 0;
    long size = length;
    if (response.status() == 206) {
      ContentRange range = ContentRange.parse(response.header("Content-Range"));
      offset = range.first();
      size = range.size();
      length = range.last() - range.first() + 1;
    }
    Entry entry = S3Entries.file(request.key(), response, size).build();
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

  // ---------------------------------------------------------------- writing

  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    S3Request put = new S3Request("PUT", request.key()).body(request.content());
    if (request.content().replayable()) {
      put.header("x-amz-checksum-crc32c", Crc32cText.of(request.content()));
    }
    S3Entries.addAttributes(put, request);
    addCondition(put, request.condition());
    try (HttpResponse response = conditional(put, request.condition(), call)) {
      return written(request, response, response.header("ETag"), request.content().size());
    }
  }

  private Entry written(
      PutRequest request, HttpResponse response, @Nullable String etag, long size) {
    return Entry.file(request.key())
        .size(size)
        .etag(etag)
        .version(S3Entries.version(response))
        .modifiedAt(S3Entries.httpTime(response.header("Date")))
        .headers(request.headers())
        .metadata(request.metadata())
        .token(request.token())
        .build();
  }

  private static void addCondition(S3Request request, WriteCondition condition) {
    switch (condition.kind()) {
      case NONE -> {}
      case ABSENT -> request.header("If-None-Match", "*").recent();
      case MATCH -> request.header("If-Match", text(condition.revision())).recent();
    }
  }

  /** Sends a change; its condition decides what "no" means. */
  private HttpResponse conditional(S3Request request, WriteCondition condition, Call call)
      throws IOException {
    try {
      return client.send(request, call);
    } catch (S3Exception e) {
      if (e.status() == 412 && condition.kind() == WriteCondition.Kind.ABSENT) {
        throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
      }
      if (e.status() == 404 && condition.kind() == WriteCondition.Kind.MATCH) {
        throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED), e);
      }
      throw e;
    }
  }

  @Override
  public String beginParts(PutRequest request, Call call) throws IOException {
    S3Request begin =
        new S3Request("POST", request.key())
            .query("uploads", "")
            .header("x-amz-checksum-algorithm", "CRC32C");
    S3Entries.addAttributes(begin, request);
    try (HttpResponse response = client.send(begin, call)) {
      return S3Documents.leaf(response, "InitiateMultipartUploadResult", "UploadId");
    }
  }

  @Override
  public PartReply putPart(PartRequest request, Call call) throws IOException {
    String checksum = Crc32cText.of(request.content());
    S3Request part =
        new S3Request("PUT", request.key())
            .query("partNumber", Integer.toString(request.number()))
            .query("uploadId", request.uploadId())
            .header("x-amz-checksum-crc32c", checksum)
            .body(request.content());
    try (HttpResponse response = client.send(part, call)) {
      String etag = response.header("ETag");
      if (etag == null) {
        throw new IOException("the reply to a part has no ETag");
      }
      return new PartReply(request.number(), etag + " " + checksum, request.content().size());
    }
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws IOException {
    PutRequest put = request.put();
    S3Request complete =
        new S3Request("POST", put.key())
            .query("uploadId", request.uploadId())
            .body(Content.of(S3Documents.parts(request.parts())));
    addCondition(complete, put.condition());
    try (HttpResponse response = conditional(complete, put.condition(), call)) {
      String etag = S3Documents.leaf(response, "CompleteMultipartUploadResult", "ETag");
      long size = request.parts().stream().mapToLong(PartReply::size).sum();
      return written(put, response, etag, size);
    }
  }

  @Override
  public void abortParts(String key, String uploadId, Call call) throws IOException {
    try {
      HttpResponse unused =
          client.sendAndDrop(new S3Request("DELETE", key).query("uploadId", uploadId), call);
    } catch (S3Exception e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws IOException {
    return S3Uploads.list(client, folder, call).stream();
  }

  @Override
  public boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws IOException {
    // The server itself holds an id against its key.
    try {
      HttpResponse unused =
          client.sendAndDrop(
              new S3Request("DELETE", write.key()).query("uploadId", write.id()), call);
      return true;
    } catch (S3Exception e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  // ---------------------------------------------------------------- listing

  @Override
  public Listing list(ListRequest request, Call call) {
    return new S3Listing(client, request);
  }

  // ---------------------------------------------------------------- changing

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    S3Request delete = new S3Request("DELETE", request.key());
    if (request.version() != null) {
      delete.query("versionId", request.version());
    }
    HttpResponse unused = client.sendAndDrop(delete, call);
    return DeleteReply.GONE;
  }

  @Override
  public List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws IOException {
    byte[] document = S3Documents.deletes(keys);
    S3Request delete =
        new S3Request("POST", "")
            .query("delete", "")
            .header("x-amz-checksum-crc32c", Crc32cText.of(document))
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

  @Override
  public void copy(CopyRequest request, Call call) throws IOException {
    String source = client.options().bucket() + "/" + request.source();
    String path = UriText.path(source);
    S3Request copy =
        new S3Request("PUT", request.target())
            .header(
                "x-amz-copy-source",
                request.sourceVersion() == null
                    ? path
                    : path + "?versionId=" + UriText.query(request.sourceVersion()))
            .header("x-amz-copy-source-if-match", text(request.sourceMatch()));
    if (!request.condition().isNone()) {
      throw new DriverException(Failure.rejected(Kind.UNSUPPORTED)); // by parts, another time
    }
    try (HttpResponse response = client.send(copy, call)) {
      String unused = S3Documents.leaf(response, "CopyObjectResult", "ETag");
    }
  }

  // ---------------------------------------------------------------- around

  @Override
  public PresignedRequest presign(PresignRequest request, Call call) throws IOException {
    PresignOptions options = request.options();
    String method =
        switch (options.method()) {
          case READ -> "GET";
          case WRITE -> "PUT";
          case HEAD -> "HEAD";
          case DELETE -> "DELETE";
        };
    S3Request signed = new S3Request(method, request.key());
    Map<String, String> headers = options.headers().toMap();
    headers.forEach(signed::header);
    URI uri = URI.create(client.options().host() + client.presigned(signed, options.validFor()));
    return PresignedRequest.of(method, uri, headers, client.now().plus(options.validFor()));
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return null;
  }

  @Override
  public String toString() {
    return "S3Driver[" + Objects.toString(address.service()) + "]";
  }
}
