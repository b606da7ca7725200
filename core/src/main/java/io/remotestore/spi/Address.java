package io.remotestore.spi;

import java.util.Map;

/** What a driver's keys are called outside. Pure text work: no I/O, no secret. */
public interface Address {

  /** The backend's type, such as {@code local}. */
  String backend();

  /** What holds the files, such as a root folder, or an endpoint and bucket. */
  String service();

  /** What the backend itself calls a key; {@code ""} is the root. */
  String nativePath(String key);

  /** The key of what the backend itself calls so; foreign text comes back as it is. */
  String toKey(String nativePath);

  /** Whether {@link #toKey} knows that text as its own. */
  boolean owns(String nativePath);

  /** What else there is to tell of a key. */
  default Map<String, String> details(String key) {
    return Map.of();
  }
}
