package io.remotestore.s3;

import io.remotestore.Capability;
import io.remotestore.PresignOptions;
import io.remotestore.PresignedRequest;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.CompleteRequest;
import io.remotestore.spi.CopyPartRequest;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PartReply;
import io.remotestore.spi.PartRequest;
import io.remotestore.spi.PresignRequest;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.transport.ContentLengthException;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.TransportException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One bucket: each primitive is one request. */
final class S3Driver implements Driver {
  private static final int MAX_KEY_BYTES = 1024;
  private static final int DELETE_BATCH = 1000;

  private final S3Client client;
  private final S3Address address;
  private final Features features;
  private final S3Reads reads;
  private final S3Writes writes;
  private final S3Copies copies;
  private final S3Deletes deletes;

  S3Driver(S3Client client, String type) {
    this.client = client;
    this.address = new S3Address(client.options(), type);
    this.features = features(client.options());
    ConditionProbe probe = new ConditionProbe(client);
    this.reads = new S3Reads(client);
    this.writes = new S3Writes(client, probe);
    this.copies = new S3Copies(client, writes, probe);
    this.deletes = new S3Deletes(client);
  }

  private static Features features(S3Options options) {
    Features.Builder features =
        Features.builder()
            .primitives(
                EnumSet.of(
                    Primitive.PUT,
                    Primitive.MULTIPART,
                    Primitive.LIST,
                    Primitive.DELETE,
                    Primitive.DELETE_MANY,
                    Primitive.COPY,
                    Primitive.COPY_PARTS,
                    Primitive.VERSIONS,
                    Primitive.PRESIGN,
                    Primitive.UPLOADS))
            .conditions(conditions(options))
            .attributes(
                Set.of(
                    Features.Attribute.METADATA,
                    Features.Attribute.HEADERS,
                    Features.Attribute.TAGS))
            .reasons(reasons(options))
            .folders(Features.FolderModel.IMPLIED)
            .recursiveList()
            .rangeRead()
            .conditionalGet()
            .lazyRead()
            .atomicWrite()
            .nativeWriteResult()
            .interruptible()
            .remote()
            .validator(Features.Validator.STRONG)
            .identity(Features.WriteIdentity.TOKEN)
            .keyLimits(MAX_KEY_BYTES, MAX_KEY_BYTES)
            .maxPut(S3Writes.MAX_PUT)
            .maxCopy(options.isAws() ? S3Copies.MAX_COPY : S3Copies.MAX_SILENT_COPY)
            .partLimits(S3Writes.MIN_PART, S3Writes.MAX_PUT, S3Writes.MAX_PARTS)
            .deleteBatch(DELETE_BATCH);
    if (options.listing() == S3Options.KeyListing.ORDERED) {
      features.orderedList();
    }
    if (options.parts() == S3Options.Parts.EQUAL) {
      features.equalParts();
    }
    return features.build();
  }

  private static Set<Condition> conditions(S3Options options) {
    if (options.conditionalWrites() == ConditionalWrites.OFF) {
      return Set.of(Condition.COPY_SOURCE_MATCH);
    }
    Set<Condition> conditions =
        EnumSet.of(
            Condition.WRITE_ABSENT,
            Condition.WRITE_MATCH,
            Condition.COPY_ABSENT,
            Condition.COPY_SOURCE_MATCH);
    if (options.isAws()) {
      conditions.add(Condition.DELETE_MATCH);
    }
    return conditions;
  }

  private static Map<Capability, String> reasons(S3Options options) {
    Map<Capability, String> reasons = new EnumMap<>(Capability.class);
    if (options.conditionalWrites() == ConditionalWrites.OFF) {
      reasons.put(Capability.CREATE_IF_ABSENT, "conditional_writes = off");
      reasons.put(Capability.COMPARE_AND_SET, "conditional_writes = off");
    }
    if (options.listing() == S3Options.KeyListing.UNORDERED) {
      reasons.put(Capability.ORDERED_LIST, "unordered_listing = true");
      reasons.put(Capability.LIST_FROM_KEY, "unordered_listing = true");
    }
    if (!options.isAws()) {
      reasons.put(
          Capability.CONDITIONAL_DELETE, "servers other than S3 itself ignore such a condition");
    }
    return reasons;
  }

  @Override
  public Features features() {
    return features;
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
      return broken.failure();
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
    return reads.stat(request, call);
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
    return reads.get(request, call);
  }

  // ---------------------------------------------------------------- writing

  @Override
  public Entry put(PutRequest request, Call call) throws IOException {
    return writes.put(request, call);
  }

  @Override
  public String beginParts(PutRequest request, Call call) throws IOException {
    return writes.beginParts(request, call);
  }

  @Override
  public String beginPresignedParts(PutRequest request, Call call) throws IOException {
    return writes.begin(new S3Request("POST", request.key()), request, null, call);
  }

  @Override
  public PartReply putPart(PartRequest request, Call call) throws IOException {
    return writes.putPart(request, call);
  }

  @Override
  public Entry completeParts(CompleteRequest request, Call call) throws IOException {
    return writes.completeParts(request, call);
  }

  @Override
  public void abortParts(String key, String uploadId, Call call) throws IOException {
    boolean unused = writes.discard(key, uploadId, call);
  }

  @Override
  public Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws IOException {
    return S3Uploads.list(client, folder, call).stream();
  }

  /** The server itself checks an upload's id against its key. */
  @Override
  public boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws IOException {
    return writes.discard(write.key(), write.id(), call);
  }

  // ---------------------------------------------------------------- listing

  @Override
  public Listing list(ListRequest request, Call call) {
    return new S3Listing(client, request);
  }

  @Override
  public Listing listVersions(String key, Call call) {
    return new S3Versions(client, key);
  }

  // ---------------------------------------------------------------- changing

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws IOException {
    return deletes.delete(request, call);
  }

  @Override
  public List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws IOException {
    return deletes.deleteMany(keys, call);
  }

  @Override
  public void copy(CopyRequest request, Call call) throws IOException {
    copies.copy(request, call);
  }

  @Override
  public String beginCopy(CopyRequest request, PutRequest put, Call call) throws IOException {
    return copies.beginCopy(request, put, call);
  }

  @Override
  public PartReply copyPart(CopyPartRequest request, Call call) throws IOException {
    return copies.copyPart(request, call);
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
          case PART -> "PUT";
        };
    S3Request signed = new S3Request(method, request.key());
    PresignOptions.Part part = options.part();
    if (part != null) {
      signed
          .query("partNumber", Integer.toString(part.number()))
          .query("uploadId", part.uploadId());
    }
    S3Options bucket = client.options();
    if (options.method() == PresignOptions.Method.WRITE) {
      signed.header("x-amz-storage-class", bucket.storageClass());
      bucket.encryption().forWrites().forEach(signed::header);
    }
    if (options.method() != PresignOptions.Method.DELETE) {
      bucket.encryption().forAll().forEach(signed::header);
    }
    options.headers().toMap().forEach(signed::header);
    return client.presigned(signed, options.validFor(), call);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return type == S3Driver.class ? type.cast(this) : null;
  }

  S3Client client() {
    return client;
  }

  @Override
  public boolean hasRoomForToken(Map<String, String> metadata, String token) {
    return S3Entries.hasRoom(metadata, token, MetadataLimit.of(client.options()));
  }

  /** Another bucket, or the same one, at the same endpoint or anywhere on AWS. */
  @Override
  public boolean canCopyFrom(Driver source) {
    S3Driver other = source.unwrap(S3Driver.class);
    if (other == null) {
      return false;
    }
    S3Options here = client.options();
    S3Options there = other.client.options();
    boolean onePartition =
        here.isAws()
            && there.isAws()
            && AwsPartition.of(here.region()) == AwsPartition.of(there.region());
    return here.endpoint().equals(there.endpoint()) || onePartition;
  }

  @Override
  public String toString() {
    return "S3Driver[" + Objects.toString(address.service()) + "]";
  }
}
