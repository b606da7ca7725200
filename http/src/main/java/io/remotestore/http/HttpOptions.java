package io.remotestore.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a store over HTTP.
 *
 * @param base the URL before keys; its path ends with a slash, its query is added to each request
 * @param headers fields of each request to the base's own host; their values are secret
 * @param maxRedirects how many redirects in a row are followed
 */
record HttpOptions(WebUrl base, Map<String, String> headers, int maxRedirects) {

  HttpOptions {
    headers = new LinkedHashMap<>(headers);
  }

  /** The URL of a key. */
  WebUrl url(String key) {
    return new WebUrl(base.endpoint(), base.path() + PercentText.ofKey(key), base.query());
  }

  /** Leaves the values of headers out. */
  @Override
  public String toString() {
    return "HttpOptions[" + base + ", headers=" + headers.keySet() + "]";
  }
}
