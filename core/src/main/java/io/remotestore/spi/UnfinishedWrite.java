package io.remotestore.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished write: a temporary, a part upload.
 *
 * @param key the key of the file that it would become
 * @param id what names it to the driver; a caller may hand in one that does not belong to the key,
 *     which must be refused
 * @param startedAt when it began or last grew
 */
public record UnfinishedWrite(String key, String id, @Nullable Instant startedAt) {

  /** How much a discard respects its owner. */
  public enum Claim {
    /** Not at all. */
    ANY,
    /** It is left alone where a living process is known to hold it. */
    ABANDONED
  }
}
