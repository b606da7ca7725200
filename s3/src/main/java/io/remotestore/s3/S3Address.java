package io.remotestore.s3;

import io.remotestore.spi.Address;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys in the form {@code bucket/key}, as in the Python library. */
final class S3Address implements Address {
  private final S3Options options;
  private final String type;

  S3Address(S3Options options, String type) {
    this.options = options;
    this.type = type;
  }

  @Override
  public String backend() {
    return type;
  }

  @Override
  public String service() {
    return options.endpoint() + "/" + options.bucket();
  }

  @Override
  public String nativePath(String key) {
    return key.isEmpty() ? options.bucket() : options.bucket() + "/" + key;
  }

  @Override
  public String toKey(String nativePath) {
    if (!owns(nativePath)) {
      return nativePath;
    }
    int length = options.bucket().length();
    return nativePath.length() <= length + 1 ? "" : nativePath.substring(length + 1);
  }

  @Override
  public boolean owns(String nativePath) {
    return nativePath.equals(options.bucket()) || nativePath.startsWith(options.bucket() + "/");
  }

  @Override
  public Map<String, String> details(String key) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("bucket", options.bucket());
    details.put("object_key", key);
    details.put("endpoint_url", options.endpoint().toString());
    return details;
  }
}
