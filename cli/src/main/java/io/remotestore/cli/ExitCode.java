package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.BackendUnavailableException;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.ConfigException;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;

/** What the process says to scripts when it ends. */
enum ExitCode {
  DONE(0),
  FAILED(1),
  /** Wrong arguments, paths or configuration, or something that the store cannot do. */
  USAGE(2),
  NOT_FOUND(3),
  /** Something is there already, or is not in the expected state. */
  CONFLICT(4),
  DENIED(5),
  UNAVAILABLE(6),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static ExitCode of(RemoteStoreException failure) {
    if (failure instanceof NotFoundException) {
      return NOT_FOUND;
    }
    if (failure instanceof AlreadyExistsException
        || failure instanceof PreconditionFailedException
        || failure instanceof DirectoryNotEmptyException) {
      return CONFLICT;
    }
    if (failure instanceof ConfigException
        || failure instanceof InvalidPathException
        || failure instanceof CapabilityNotSupportedException) {
      return USAGE;
    }
    if (failure instanceof PermissionDeniedException) {
      return DENIED;
    }
    if (failure instanceof BackendUnavailableException
        || failure instanceof DeadlineExceededException) {
      return UNAVAILABLE;
    }
    return failure instanceof OperationInterruptedException ? INTERRUPTED : FAILED;
  }
}
