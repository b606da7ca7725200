package io.remotestore.benchmarks.aws;

import io.remotestore.benchmarks.clients.Client;
import io.remotestore.benchmarks.clients.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The blocking client, as it comes but for as many connections as there are callers. It uploads in
 * one request, and needs to know the length for that.
 */
final class SyncClient implements Client {
  private static final int CONNECTIONS = 300;
  private static final int BULK = 1000;

  private final S3Client client;
  private final String bucket;

  private SyncClient(Place place, SdkHttpClient http) {
    this.bucket = place.bucket();
    this.client =
        S3Client.builder()
            .endpointOverride(place.endpoint())
            .region(Region.of(Place.REGION))
            .forcePathStyle(true)
            .credentialsProvider(Aws.credentials(place))
            .httpClient(http)
            .build();
  }

  /** Over Apache HttpClient 5, which trusts what the JVM trusts. */
  static SyncClient overApache(Place place) {
    return new SyncClient(place, Apache5HttpClient.builder().maxConnections(CONNECTIONS).build());
  }

  /** Over the client in C, which can be told to trust anyone, but no certificate. */
  static SyncClient overCrt(Place place) {
    AttributeMap trust =
        AttributeMap.builder()
            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, place.isTls())
            .build();
    return new SyncClient(
        place, AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS).buildWithDefaults(trust));
  }

  @Override
  public long get(String key) {
    return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe().length;
  }

  @Override
  public long stream(String key) throws IOException {
    try (InputStream in = client.getObject(get -> get.bucket(bucket).key(key))) {
      return Client.drop(in);
    }
  }

  @Override
  public long array(String key) {
    return get(key);
  }

  @Override
  public long file(String key, Path target) {
    return client
        .getObject(get -> get.bucket(bucket).key(key), ResponseTransformer.toFile(target))
        .contentLength();
  }

  @Override
  public long head(String key) {
    return client.headObject(head -> head.bucket(bucket).key(key)).contentLength();
  }

  @Override
  public long put(String key, byte[] bytes) {
    Object unused =
        client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    return bytes.length;
  }

  @Override
  public long putFile(String key, Path source) throws IOException {
    Object unused =
        client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(source));
    return java.nio.file.Files.size(source);
  }

  @Override
  public long putStream(String key, InputStream source) {
    throw new UnsupportedOperationException("the blocking client must know the length");
  }

  @Override
  public long list(String prefix) {
    long count = 0;
    for (S3Object object :
        client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents()) {
      count += object.size() >= 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public long delete(List<String> keys) throws IOException {
    long count = 0;
    for (int from = 0; from < keys.size(); from += BULK) {
      List<ObjectIdentifier> some =
          keys.subList(from, Math.min(keys.size(), from + BULK)).stream()
              .map(key -> ObjectIdentifier.builder().key(key).build())
              .toList();
      DeleteObjectsResponse response =
          client.deleteObjects(
              delete -> delete.bucket(bucket).delete(which -> which.objects(some)));
      if (response.hasErrors() && !response.errors().isEmpty()) {
        throw new IOException(response.errors().get(0).toString());
      }
      count += response.deleted().size();
    }
    return count;
  }

  @Override
  public void close() {
    client.close();
  }
}
