package io.remotestore;

import io.remotestore.spi.PrintableText;
import org.jspecify.annotations.Nullable;

/** What became of one key of a delete that takes many. */
public final class DeleteResult {

  /** What became of a key. */
  public enum Outcome {
    /** It is gone; where the backend does not tell, it may have been absent before. */
    DELETED,
    /** It was not there. */
    MISSING,
    /** It could not be deleted. */
    FAILED
  }

  private final String path;
  private final Outcome outcome;
  private final @Nullable RemoteStoreException error;

  private DeleteResult(String path, Outcome outcome, @Nullable RemoteStoreException error) {
    this.path = path;
    this.outcome = outcome;
    this.error = error;
  }

  /** Returns the result of a key that is gone. */
  public static DeleteResult deleted(String path) {
    return new DeleteResult(path, Outcome.DELETED, null);
  }

  /** Returns the result of a key that was not there. */
  public static DeleteResult missing(String path) {
    return new DeleteResult(path, Outcome.MISSING, null);
  }

  /** Returns the result of a key that could not be deleted. */
  public static DeleteResult failed(String path, RemoteStoreException error) {
    return new DeleteResult(path, Outcome.FAILED, error);
  }

  /** The path, as the caller gave it or as the tree held it. */
  public String path() {
    return path;
  }

  /** What became of it. */
  public Outcome outcome() {
    return outcome;
  }

  /** Why it failed; null otherwise. */
  public @Nullable RemoteStoreException error() {
    return error;
  }

  @Override
  public String toString() {
    return PrintableText.of(path)
        + ": "
        + outcome
        + (error == null ? "" : " (" + error.getMessage() + ")");
  }
}
