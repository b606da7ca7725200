package io.remotestore.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.opendal.Entry;
import org.apache.opendal.ListOptions;
import org.apache.opendal.Operator;
import org.apache.opendal.WriteOptions;

/**
 * OpenDAL's Java binding over its service for files, as it comes: links out of the root and {@code
 * ..} are followed, writes happen in place and are seen half done, each is synchronised to the
 * device, listings hold neither sizes nor times.
 */
final class OpenDalSubject implements Subject {
  private static final WriteOptions CREATE = WriteOptions.builder().ifNotExists(true).build();
  private static final ListOptions RECURSIVE = ListOptions.builder().recursive(true).build();

  private final Operator operator;

  OpenDalSubject(Path root) {
    this.operator = Operator.of("fs", Map.of("root", root.toString()));
  }

  @Override
  public byte[] read(String key) {
    return operator.read(key);
  }

  @Override
  public Object overwrite(String key, byte[] bytes) {
    operator.write(key, bytes);
    return bytes;
  }

  @Override
  public Object create(String key, byte[] bytes) {
    operator.write(key, bytes, CREATE);
    return bytes;
  }

  @Override
  public Object info(String key) {
    return operator.stat(key);
  }

  @Override
  public boolean exists(String key) {
    return operator.stat(key).isFile();
  }

  @Override
  public long list(String folder) {
    return files(operator.list(folder + "/"));
  }

  @Override
  public long listRecursive(String folder) {
    return files(operator.list(folder + "/", RECURSIVE));
  }

  private static long files(List<Entry> entries) {
    return entries.stream().filter(entry -> entry.getMetadata().isFile()).count();
  }

  @Override
  public void close() {
    operator.close();
  }
}
