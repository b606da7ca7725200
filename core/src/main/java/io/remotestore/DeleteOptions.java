package io.remotestore;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How to delete: what absence means, how much, under which condition. */
public final class DeleteOptions {

  /** The meaning of a missing target. */
  public enum Missing {
    /** It is a {@link NotFoundException}. */
    FAILS,
    /** It is fine; a target of the wrong type still is an {@link InvalidPathException}. */
    OK,
    /** There is no check: the delete is one request, whatever the state of the target. */
    UNCHECKED
  }

  private static final DeleteOptions STRICT =
      new DeleteOptions(Missing.FAILS, false, null, null, r -> {});

  private final Missing missing;
  private final boolean recursive;
  private final @Nullable Revision ifMatch;
  private final @Nullable String version;
  private final Consumer<DeleteResult> resultListener;

  private DeleteOptions(
      Missing missing,
      boolean recursive,
      @Nullable Revision ifMatch,
      @Nullable String version,
      Consumer<DeleteResult> resultListener) {
    this.missing = missing;
    this.recursive = recursive;
    this.ifMatch = ifMatch;
    this.version = version;
    this.resultListener = resultListener;
  }

  /** Fails where the target is missing; a folder must be empty. The default. */
  public static DeleteOptions strict() {
    return STRICT;
  }

  /** Takes a missing target as done. */
  public static DeleteOptions missingOk() {
    return new DeleteOptions(Missing.OK, false, null, null, r -> {});
  }

  /**
   * Makes the target absent with as few requests as the backend needs, and looks at nothing else.
   */
  public static DeleteOptions idempotent() {
    return new DeleteOptions(Missing.UNCHECKED, false, null, null, r -> {});
  }

  /** Deletes a folder with all that is in it. */
  public static DeleteOptions recursive() {
    return STRICT.withRecursive();
  }

  /** Deletes a folder with all that is in it. Has no meaning for files. */
  public DeleteOptions withRecursive() {
    return new DeleteOptions(missing, true, ifMatch, version, resultListener);
  }

  /** Takes a missing target as done. */
  public DeleteOptions withMissingOk() {
    return new DeleteOptions(Missing.OK, recursive, ifMatch, version, resultListener);
  }

  /** Deletes a file only in that state, else {@link PreconditionFailedException}. */
  public DeleteOptions withIfMatch(Revision value) {
    return new DeleteOptions(
        missing, recursive, Objects.requireNonNull(value), version, resultListener);
  }

  /** Deletes one version of a file for good. */
  public DeleteOptions withVersion(String value) {
    return new DeleteOptions(
        missing, recursive, ifMatch, Objects.requireNonNull(value), resultListener);
  }

  /**
   * Tells {@code listener} the result of each key of a recursive delete, as it becomes known and on
   * the thread of the call.
   */
  public DeleteOptions withResultListener(Consumer<DeleteResult> listener) {
    return new DeleteOptions(
        missing, recursive, ifMatch, version, Objects.requireNonNull(listener));
  }

  /** The meaning of a missing target. */
  public Missing missing() {
    return missing;
  }

  /** Returns whether a folder is deleted with all its content. */
  public boolean isRecursive() {
    return recursive;
  }

  /** The state that the file must be in. */
  public @Nullable Revision ifMatch() {
    return ifMatch;
  }

  /** The id of the version to delete. */
  public @Nullable String version() {
    return version;
  }

  /** The listener for the result of each key. */
  public Consumer<DeleteResult> resultListener() {
    return resultListener;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("DeleteOptions[");
    Text.add(out, "missing", missing);
    Text.add(out, "recursive", recursive ? true : null);
    Text.add(out, "ifMatch", ifMatch);
    Text.add(out, "version", version);
    return Text.close(out);
  }
}
