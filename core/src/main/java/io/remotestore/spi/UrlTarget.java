package io.remotestore.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a URL stands for, its parameters left aside.
 *
 * @param options the backend's options that the URL's host, port, user and path say
 * @param rootPath the folder that is to be the store's root, below the backend's own; empty for
 *     none
 */
public record UrlTarget(Map<String, Object> options, String rootPath) {

  /** Copies the map. */
  public UrlTarget {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Names the options only: values may be secret. */
  @Override
  public String toString() {
    return "UrlTarget[options=" + options.keySet() + ", rootPath=" + rootPath + "]";
  }
}
