package io.remotestore.http;

import io.remotestore.spi.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys as URLs, without the user and the query of the base: both may be secret. */
final class HttpAddress implements Address {
  private final WebUrl base;

  HttpAddress(WebUrl base) {
    this.base = base;
  }

  @Override
  public String backend() {
    return "http";
  }

  @Override
  public String service() {
    String all = base.toString();
    return all.substring(0, all.length() - 1);
  }

  @Override
  public String nativePath(String key) {
    return base + PercentText.ofKey(key);
  }

  @Override
  public String toKey(String nativePath) {
    String key = key(nativePath);
    return key == null ? nativePath : key;
  }

  @Override
  public boolean owns(String nativePath) {
    return key(nativePath) != null;
  }

  /** An escaped slash is no part of any key's URL. */
  private @Nullable String key(String nativePath) {
    WebUrl url;
    try {
      url = WebUrl.parse(nativePath);
    } catch (IllegalArgumentException e) {
      return null;
    }
    String path = url.path().length() + 1 == base.path().length() ? url.path() + "/" : url.path();
    boolean below = url.endpoint().equals(base.endpoint()) && path.startsWith(base.path());
    if (!below) {
      return null;
    }
    String rest = path.substring(base.path().length());
    return rest.contains("%2F") || rest.contains("%2f") ? null : PercentText.decoded(rest);
  }

  @Override
  public Map<String, String> details(String key) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("url", nativePath(key));
    details.put("method", "GET");
    return details;
  }
}
