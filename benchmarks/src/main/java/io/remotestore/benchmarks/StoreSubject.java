package io.remotestore.benchmarks;

import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This library. */
final class StoreSubject implements Subject {
  private final Store store;

  private StoreSubject(Store store) {
    this.store = store;
  }

  static StoreSubject standard(Path root) {
    return new StoreSubject(Stores.local(root));
  }

  static StoreSubject strict(Path root) {
    return new StoreSubject(Stores.open(root.toUri() + "?confine=strict"));
  }

  @Override
  public byte[] read(String key) {
    return store.readBytes(key);
  }

  @Override
  public Object overwrite(String key, byte[] bytes) {
    return store.write(key, bytes, WriteOptions.overwrite());
  }

  @Override
  public Object create(String key, byte[] bytes) {
    return store.write(key, bytes);
  }

  @Override
  public Object info(String key) {
    return store.getFileInfo(key);
  }

  @Override
  public boolean exists(String key) {
    return store.exists(key);
  }

  @Override
  public long list(String folder) {
    return sizes(store.listFiles(folder));
  }

  @Override
  public long listRecursive(String folder) {
    return sizes(store.listFiles(folder, ListOptions.recursive()));
  }

  @Override
  public long listOrdered(String folder) {
    return sizes(store.listFiles(folder, ListOptions.recursive().withOrdered()));
  }

  @Override
  public long glob(String pattern) {
    return sizes(store.glob(pattern));
  }

  private static long sizes(Stream<FileInfo> infos) {
    try (infos) {
      return infos.filter(info -> info.size() >= 0).count();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
