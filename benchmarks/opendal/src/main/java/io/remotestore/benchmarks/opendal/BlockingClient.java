package io.remotestore.benchmarks.opendal;

import io.remotestore.benchmarks.clients.Client;
import io.remotestore.benchmarks.clients.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;

/** OpenDAL's blocking calls, as they come. Its stream of an upload sends what it gets at once. */
final class BlockingClient implements Client {
  private static final ListOptions RECURSIVE = ListOptions.builder().recursive(true).build();

  private final Operator operator;

  BlockingClient(Place place) {
    this.operator =
        Operator.of(
            "s3",
            Map.of(
                "bucket", place.bucket(),
                "endpoint", place.endpoint().toString(),
                "region", Place.REGION,
                "access_key_id", place.accessKey(),
                "secret_access_key", place.secretKey(),
                "disable_config_load", "true",
                "disable_ec2_metadata", "true"));
  }

  @Override
  public long get(String key) {
    return operator.read(key).length;
  }

  @Override
  public long stream(String key) throws IOException {
    try (InputStream in = operator.createInputStream(key)) {
      return Client.drop(in);
    }
  }

  @Override
  public long array(String key) {
    return operator.read(key).length;
  }

  @Override
  public long file(String key, Path target) throws IOException {
    try (InputStream in = operator.createInputStream(key)) {
      return Files.copy(in, target);
    }
  }

  @Override
  public long head(String key) {
    return operator.stat(key).getContentLength();
  }

  @Override
  public long put(String key, byte[] bytes) {
    operator.write(key, bytes);
    return bytes.length;
  }

  @Override
  public long putFile(String key, Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      return putStream(key, in);
    }
  }

  @Override
  public long putStream(String key, InputStream source) throws IOException {
    try (OutputStream out = operator.createOutputStream(key, 8 << 20)) {
      return source.transferTo(out);
    }
  }

  @Override
  public long list(String prefix) {
    return operator.list(prefix, RECURSIVE).stream()
        .filter(entry -> entry.getMetadata().isFile())
        .filter(entry -> entry.getMetadata().getContentLength() >= 0)
        .count();
  }

  @Override
  public long delete(List<String> keys) {
    throw new UnsupportedOperationException("there is no bulk delete in Java");
  }

  @Override
  public void close() {
    operator.close();
  }
}
