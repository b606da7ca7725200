package io.remotestore;

import java.util.List;

/** The results of a delete of many keys, in the order of the keys. */
public final class DeleteReport {
  private final List<DeleteResult> results;

  private DeleteReport(List<DeleteResult> results) {
    this.results = results;
  }

  /** Returns a report of {@code results}. */
  public static DeleteReport of(List<DeleteResult> results) {
    return new DeleteReport(List.copyOf(results));
  }

  /** A result for each key, in the order in which the keys were given. */
  public List<DeleteResult> results() {
    return results;
  }

  /** The results of the keys that could not be deleted. */
  public List<DeleteResult> failures() {
    return results.stream().filter(r -> r.outcome() == DeleteResult.Outcome.FAILED).toList();
  }

  /**
   * Throws the first failure, with those that follow it suppressed in it.
   *
   * @throws RemoteStoreException if any key failed
   */
  public void throwIfAnyFailed() {
    RemoteStoreException first = null;
    for (DeleteResult failure : failures()) {
      RemoteStoreException error = failure.error();
      if (error == null) {
        continue;
      }
      if (first == null) {
        first = error;
      } else if (error != first) {
        first.addSuppressed(error);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  @Override
  public String toString() {
    return "DeleteReport[" + results.size() + " keys, " + failures().size() + " failed]";
  }
}
