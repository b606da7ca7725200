package io.remotestore.local;

import io.remotestore.spi.Address;
import java.nio.file.Path;
import java.util.Map;

/** Keys as absolute paths with forward slashes. */
final class LocalAddress implements Address {
  private final String root;

  LocalAddress(Path root) {
    String text = root.toString().replace('\\', '/');
    this.root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public String backend() {
    return "local";
  }

  @Override
  public String service() {
    return root.isEmpty() ? "/" : root;
  }

  @Override
  public String nativePath(String key) {
    return key.isEmpty() ? service() : root + "/" + key;
  }

  @Override
  public String toKey(String nativePath) {
    if (!owns(nativePath)) {
      return nativePath;
    }
    String text = nativePath.replace('\\', '/');
    return text.length() <= root.length() + 1 ? "" : text.substring(root.length() + 1);
  }

  @Override
  public boolean owns(String nativePath) {
    String text = nativePath.replace('\\', '/');
    return text.equals(service()) || text.startsWith(root + "/");
  }

  @Override
  public Map<String, String> details(String key) {
    return Map.of("root", service(), "absolute_path", nativePath(key));
  }
}
