package io.remotestore.benchmarks.minio;

import io.minio.DownloadObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import io.remotestore.benchmarks.clients.Client;
import io.remotestore.benchmarks.clients.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The blocking client, with as many requests at a time as there are callers: OkHttp allows 5. */
final class BlockingClient implements Client {
  private static final int REQUESTS = 300;
  private static final long PART = 8L << 20;

  private final MinioClient client;
  private final String bucket;

  BlockingClient(Place place) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(REQUESTS);
    dispatcher.setMaxRequestsPerHost(REQUESTS);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .protocols(List.of(Protocol.HTTP_1_1))
            .readTimeout(Duration.ofMinutes(5))
            .writeTimeout(Duration.ofMinutes(5))
            .build();
    this.bucket = place.bucket();
    this.client =
        MinioClient.builder()
            .endpoint(place.endpoint().toString())
            .region(Place.REGION)
            .credentials(place.accessKey(), place.secretKey())
            .httpClient(http, true)
            .build();
  }

  private GetObjectResponse open(String key) throws Exception {
    return client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  @Override
  public long get(String key) throws Exception {
    try (GetObjectResponse in = open(key)) {
      return in.readAllBytes().length;
    }
  }

  @Override
  public long stream(String key) throws Exception {
    try (GetObjectResponse in = open(key)) {
      return Client.drop(in);
    }
  }

  @Override
  public long array(String key) throws Exception {
    return get(key);
  }

  @Override
  public long file(String key, Path target) throws Exception {
    client.downloadObject(
        DownloadObjectArgs.builder()
            .bucket(bucket)
            .object(key)
            .filename(target.toString())
            .build());
    return Files.size(target);
  }

  @Override
  public long head(String key) throws Exception {
    return client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size();
  }

  @Override
  public long put(String key, byte[] bytes) throws Exception {
    Object unused =
        client.putObject(
            PutObjectArgs.builder().bucket(bucket).object(key).data(bytes, bytes.length).build());
    return bytes.length;
  }

  @Override
  public long putFile(String key, Path source) throws Exception {
    Object unused =
        client.uploadObject(
            UploadObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .filename(source.toString())
                .build());
    return Files.size(source);
  }

  @Override
  public long putStream(String key, InputStream source) throws Exception {
    Object unused =
        client.putObject(
            PutObjectArgs.builder().bucket(bucket).object(key).stream(source, -1L, PART).build());
    return client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size();
  }

  @Override
  public long list(String prefix) throws Exception {
    long count = 0;
    for (Result<Item> item :
        client.listObjects(
            ListObjectsArgs.builder().bucket(bucket).prefix(prefix).recursive(true).build())) {
      count += item.get().size() >= 0 ? 1 : 0;
    }
    return count;
  }

  @Override
  public long delete(List<String> keys) throws Exception {
    List<DeleteRequest.Object> objects = keys.stream().map(DeleteRequest.Object::new).toList();
    for (Result<DeleteResult.Error> error :
        client.removeObjects(RemoveObjectsArgs.builder().bucket(bucket).objects(objects).build())) {
      throw new IOException(error.get().toString());
    }
    return keys.size();
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
