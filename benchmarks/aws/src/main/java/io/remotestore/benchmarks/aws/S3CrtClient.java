package io.remotestore.benchmarks.aws;

import io.remotestore.benchmarks.clients.Client;
import io.remotestore.benchmarks.clients.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder;
import software.amazon.awssdk.services.s3.crt.S3CrtHttpConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * The client for S3 in C, which goes in parallel by parts, as it comes; files go through the
 * transfer manager over it. Callers wait for its futures.
 */
final class S3CrtClient implements Client {
  private static final int BULK = 1000;

  private final S3AsyncClient client;
  private final S3TransferManager transfers;
  private final ExecutorService readers = Executors.newCachedThreadPool(S3CrtClient::daemon);
  private final String bucket;

  S3CrtClient(Place place) {
    this.bucket = place.bucket();
    S3CrtAsyncClientBuilder builder =
        S3AsyncClient.crtBuilder()
            .endpointOverride(place.endpoint())
            .region(Region.of(Place.REGION))
            .forcePathStyle(true)
            .credentialsProvider(Aws.credentials(place));
    if (place.isTls()) {
      // It can be told to trust anyone, but no certificate.
      builder.httpConfiguration(
          S3CrtHttpConfiguration.builder().trustAllCertificatesEnabled(true).build());
    }
    this.client = builder.build();
    this.transfers = S3TransferManager.builder().s3Client(client).build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "reader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public long get(String key) {
    return client
        .getObject(get -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
        .join()
        .asByteArrayUnsafe()
        .length;
  }

  @Override
  public long stream(String key) throws IOException {
    try (InputStream in =
        client
            .getObject(
                get -> get.bucket(bucket).key(key),
                AsyncResponseTransformer.toBlockingInputStream())
            .join()) {
      return Client.drop(in);
    }
  }

  @Override
  public long array(String key) {
    return get(key);
  }

  @Override
  public long file(String key, Path target) {
    return transfers
        .downloadFile(
            file -> file.getObjectRequest(get -> get.bucket(bucket).key(key)).destination(target))
        .completionFuture()
        .join()
        .response()
        .contentLength();
  }

  @Override
  public long head(String key) {
    return client.headObject(head -> head.bucket(bucket).key(key)).join().contentLength();
  }

  @Override
  public long put(String key, byte[] bytes) {
    Object unused =
        client
            .putObject(put -> put.bucket(bucket).key(key), AsyncRequestBody.fromBytesUnsafe(bytes))
            .join();
    return bytes.length;
  }

  @Override
  public long putFile(String key, Path source) throws IOException {
    Object unused =
        transfers
            .uploadFile(
                file -> file.putObjectRequest(put -> put.bucket(bucket).key(key)).source(source))
            .completionFuture()
            .join();
    return Files.size(source);
  }

  @Override
  public long putStream(String key, InputStream source) throws IOException {
    CountingStream counting = new CountingStream(source);
    CompletableFuture<?> done =
        client.putObject(
            put -> put.bucket(bucket).key(key),
            AsyncRequestBody.fromInputStream(
                body -> body.inputStream(counting).contentLength(null).executor(readers)));
    Object unused = done.join();
    return counting.count();
  }

  @Override
  public long list(String prefix) {
    long count = 0;
    String token = null;
    do {
      String after = token;
      ListObjectsV2Response page =
          client
              .listObjectsV2(list -> list.bucket(bucket).prefix(prefix).continuationToken(after))
              .join();
      count += page.contents().stream().filter(object -> object.size() >= 0).count();
      token = page.nextContinuationToken();
    } while (token != null);
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
          client
              .deleteObjects(delete -> delete.bucket(bucket).delete(which -> which.objects(some)))
              .join();
      if (!response.errors().isEmpty()) {
        throw new IOException(response.errors().get(0).toString());
      }
      count += response.deleted().size();
    }
    return count;
  }

  @Override
  public void close() {
    transfers.close();
    client.close();
    readers.shutdownNow();
  }
}
