package io.remotestore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished write that somebody's process left or is still at.
 *
 * @param id what {@link Uploads#abort} takes
 * @param path the file that it would become, relative to the store
 * @param startedAt when it began, or last grew where the backend tells only that
 * @param token what tells, after a lost reply, whether it is what became the file; null for those
 *     that {@link Uploads#list} found
 */
public record Upload(String id, String path, @Nullable Instant startedAt, @Nullable String token) {

  /** Makes one that was found. */
  public Upload(String id, String path, @Nullable Instant startedAt) {
    this(id, path, startedAt, null);
  }
}
