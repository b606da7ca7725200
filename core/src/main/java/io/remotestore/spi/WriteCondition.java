package io.remotestore.spi;

import io.remotestore.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a change, tested and acted on in one step.
 *
 * @param kind what is asked of the target
 * @param revision the state for {@link Kind#MATCH}; null otherwise
 */
public record WriteCondition(Kind kind, @Nullable Revision revision) {

  /** What is asked of the target. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** It is absent; if not, {@link Failure.Kind#ALREADY_EXISTS}. */
    ABSENT,
    /** It is in one state; if not, {@link Failure.Kind#PRECONDITION_FAILED}, absence included. */
    MATCH
  }

  /** No condition. */
  public static final WriteCondition NONE = new WriteCondition(Kind.NONE, null);

  /** The target is absent. */
  public static final WriteCondition ABSENT = new WriteCondition(Kind.ABSENT, null);

  /** Returns the condition that the target is in that state. */
  public static WriteCondition match(Revision revision) {
    return new WriteCondition(Kind.MATCH, revision);
  }

  /** Tells whether nothing is asked. */
  public boolean isNone() {
    return kind == Kind.NONE;
  }
}
