package io.remotestore;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a key leads, worked out without any I/O. Holds no credential. */
public final class ResolutionPlan {
  private final String backend;
  private final String key;
  private final String nativePath;
  private final Map<String, String> details;

  private ResolutionPlan(
      String backend, String key, String nativePath, Map<String, String> details) {
    this.backend = backend;
    this.key = key;
    this.nativePath = nativePath;
    this.details = details;
  }

  /** Returns a plan. */
  public static ResolutionPlan of(
      String backend, String key, String nativePath, Map<String, String> details) {
    return new ResolutionPlan(backend, key, nativePath, Map.copyOf(details));
  }

  /** The backend's type, such as {@code local} or {@code s3}. */
  public String backend() {
    return backend;
  }

  /** The key as the caller gave it. */
  public String key() {
    return key;
  }

  /** What the backend itself calls the file. */
  public String nativePath() {
    return nativePath;
  }

  /** What else the backend tells, such as a bucket or an endpoint. */
  public Map<String, String> details() {
    return details;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ResolutionPlan other
        && backend.equals(other.backend)
        && key.equals(other.key)
        && nativePath.equals(other.nativePath)
        && details.equals(other.details);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backend, key, nativePath, details);
  }

  @Override
  public String toString() {
    return "ResolutionPlan[" + backend + ", " + key + " -> " + nativePath + "]";
  }
}
