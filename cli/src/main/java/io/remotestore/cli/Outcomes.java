package io.remotestore.cli;

import io.remotestore.BackendUnavailableException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StorageFullException;
import java.io.IOException;
import java.util.List;

/**
 * Runs an action for each of several items. A failure is printed, and the others are still tried.
 */
final class Outcomes {
  private final RemoteStoreCommand root;
  private final String command;
  private final Kind kind;
  private ExitCode code = ExitCode.DONE;

  /** What the things have to do with each other. */
  enum Kind {
    /** Nothing. */
    INDEPENDENT,
    /** They use the same stores: one that is away or full is so for all of them. */
    ONE_JOB
  }

  Outcomes(RemoteStoreCommand root, String command, Kind kind) {
    this.root = root;
    this.command = command;
    this.kind = kind;
  }

  /** What is done to each. */
  interface Action<T> {
    void accept(T one) throws IOException;
  }

  /** Returns the exit code of the first failure, if there was one. */
  static <T> int each(RemoteStoreCommand root, String command, List<T> all, Action<T> action)
      throws IOException {
    Outcomes outcomes = new Outcomes(root, command, Kind.INDEPENDENT);
    for (T one : all) {
      outcomes.attempt(() -> action.accept(one));
    }
    return outcomes.code().number();
  }

  /** One thing to do. */
  interface Attempt {
    void run() throws IOException;
  }

  /** Returns whether it was done; throws what makes the rest pointless. */
  boolean attempt(Attempt attempt) throws IOException {
    try {
      attempt.run();
      return true;
    } catch (RemoteStoreException e) {
      if (endsAll(e)) {
        throw e;
      }
      ExitCode told = root.errors().tell(command, e);
      code = code == ExitCode.DONE ? told : code;
      return false;
    }
  }

  private boolean endsAll(RemoteStoreException failure) {
    if (Thread.currentThread().isInterrupted()
        || failure instanceof OperationInterruptedException) {
      return true;
    }
    return kind == Kind.ONE_JOB
        && (failure instanceof BackendUnavailableException
            || failure instanceof StorageFullException);
  }

  /** The exit code of the first failure so far. */
  ExitCode code() {
    return code;
  }
}
