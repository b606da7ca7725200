package io.remotestore.spi;

import io.remotestore.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a read (RFC 9110, section 13). Where {@link Features#conditionalGet()} is false
 * the kernel tests them on the entry of the reply.
 *
 * @param ifMatch the state that the file must be in
 * @param ifNoneMatch the state that the file must not be in
 * @param ifModifiedSince the time after which it must have changed
 * @param ifUnmodifiedSince the time after which it must not have changed
 */
public record ReadConditions(
    @Nullable Revision ifMatch,
    @Nullable Revision ifNoneMatch,
    @Nullable Instant ifModifiedSince,
    @Nullable Instant ifUnmodifiedSince) {

  /** No condition. */
  public static final ReadConditions NONE = new ReadConditions(null, null, null, null);

  /** Tells whether there is no condition. */
  public boolean isNone() {
    return ifMatch == null
        && ifNoneMatch == null
        && ifModifiedSince == null
        && ifUnmodifiedSince == null;
  }

  /** Returns the condition that the file is in that state. */
  public static ReadConditions ifMatch(Revision revision) {
    return new ReadConditions(revision, null, null, null);
  }
}
