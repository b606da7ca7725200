package io.remotestore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished write of a process that ended or still runs.
 *
 * @param id the id for {@link Uploads#abort}
 * @param path the file that it would become, relative to the store
 * @param startedAt when it began, or last grew where the backend tells only that
 * @param token shows after a lost reply whether the file is this write's; null for those that
 *     {@link Uploads#list} found
 */
public record Upload(String id, String path, @Nullable Instant startedAt, @Nullable String token) {

  /** Makes one that was found. */
  public Upload(String id, String path, @Nullable Instant startedAt) {
    this(id, path, startedAt, null);
  }
}
