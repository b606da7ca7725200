package io.remotestore.benchmarks.clients;

import io.remotestore.DeleteReport;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This library, as it comes. */
final class StoreClient implements Client {
  private final Store store;

  StoreClient(Place place) {
    String url =
        "s3://"
            + place.bucket()
            + "?endpoint_url="
            + encoded(place.endpoint().toString())
            + "&region_name="
            + Place.REGION
            + "&key="
            + encoded(place.accessKey())
            + "&secret="
            + encoded(place.secretKey());
    this.store =
        Stores.open(place.isTls() ? url + "&tls_ca_bundle=" + encoded(place.certificate()) : url);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public long get(String key) {
    return store.readBytes(key).length;
  }

  @Override
  public long stream(String key) throws IOException {
    try (StoreInputStream in = store.read(key)) {
      return Client.drop(in);
    }
  }

  @Override
  public long array(String key) {
    return store.readBytes(key).length;
  }

  @Override
  public long file(String key, Path target) {
    return store.readTo(key, target).size();
  }

  @Override
  public long head(String key) {
    return store.getFileInfo(key).size();
  }

  @Override
  public long put(String key, byte[] bytes) {
    return store.write(key, bytes, WriteOptions.overwrite()).size();
  }

  @Override
  public long putFile(String key, Path source) {
    return store.write(key, source, WriteOptions.overwrite()).size();
  }

  @Override
  public long putStream(String key, InputStream source) {
    return store.write(key, source, WriteOptions.overwrite()).size();
  }

  @Override
  public long list(String prefix) {
    String folder = prefix.substring(0, prefix.length() - 1);
    try (Stream<FileInfo> files = store.listFiles(folder, ListOptions.recursive())) {
      return files.filter(info -> info.size() >= 0).count();
    }
  }

  @Override
  public long delete(List<String> keys) {
    DeleteReport report = store.deleteAll(keys);
    report.throwIfAnyFailed();
    return report.results().size();
  }

  @Override
  public void close() {
    store.close();
  }
}
