package io.remotestore.kernel;

import io.remotestore.AlreadyExistsException;
import io.remotestore.BackendUnavailableException;
import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.ContentChangedException;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DigestMismatchException;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.NotModifiedException;
import io.remotestore.Operation;
import io.remotestore.OperationInterruptedException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.RemoteStoreException;
import io.remotestore.ResourceLockedException;
import io.remotestore.StorageFullException;
import io.remotestore.StoreClosedException;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a primitive threw into a {@link Failure}, and failures into exceptions for callers.
 */
final class Failures {
  private Failures() {}

  /** Says what an exception of a primitive means. */
  static Failure of(Throwable cause, OperationCall call) {
    if (cause instanceof DriverException typed) {
      return typed.failure();
    }
    if (isInterrupt(cause)) {
      return Failure.unknown(Kind.INTERRUPTED);
    }
    Failure failure = call.engine().driver.classify(cause, call);
    // A connection that an interrupt closed looks like one that broke.
    boolean ended = failure.kind().passing() && Thread.currentThread().isInterrupted();
    return ended ? interrupt(failure) : failure;
  }

  private static Failure interrupt(Failure failure) {
    return switch (failure.effect()) {
      case NOT_SENT -> Failure.notSent(Kind.INTERRUPTED);
      case REJECTED -> Failure.rejected(Kind.INTERRUPTED);
      case UNKNOWN -> Failure.unknown(Kind.INTERRUPTED);
    };
  }

  private static boolean isInterrupt(Throwable cause) {
    return cause instanceof InterruptedException
        || cause instanceof ClosedByInterruptException
        || (cause instanceof InterruptedIOException
            && !(cause instanceof SocketTimeoutException)
            && Thread.currentThread().isInterrupted());
  }

  /** Returns the exception that tells the caller of {@code failure}. */
  static RemoteStoreException exception(
      OperationCall call, Failure failure, @Nullable Throwable cause) {
    if (cause instanceof RemoteStoreException typed) {
      return typed;
    }
    if (failure.kind() == Kind.INTERRUPTED) {
      Thread.currentThread().interrupt();
      return call.interrupted(cause);
    }
    if (call.isExpired()) {
      return call.deadlineExceeded(cause);
    }
    if (call.isCancelled()) {
      return call.interrupted(cause);
    }
    ErrorDetails.Builder details = call.details(problem(call, failure, cause));
    details.nativeCode(failure.nativeCode()).requestId(failure.requestId());
    details.hint(hint(call, failure.kind()));
    if (failure.kind().passing()) {
      details.retryHelps(failure.retryAfter());
    }
    return typed(failure.kind(), details.build(), cause);
  }

  private static RemoteStoreException typed(
      Kind kind, ErrorDetails details, @Nullable Throwable cause) {
    return switch (kind) {
      case NOT_FOUND -> new NotFoundException(details, cause);
      case ALREADY_EXISTS -> new AlreadyExistsException(details, cause);
      case PRECONDITION_FAILED -> new PreconditionFailedException(details, cause);
      case NOT_MODIFIED -> new NotModifiedException(details, cause);
      case PERMISSION_DENIED -> new PermissionDeniedException(details, cause);
      case INVALID_PATH, IS_FOLDER, NOT_A_FOLDER -> new InvalidPathException(details, cause);
      case NOT_EMPTY -> new DirectoryNotEmptyException(details, cause);
      case LOCKED -> new ResourceLockedException(details, cause);
      case STORAGE_FULL -> new StorageFullException(details, cause);
      case RANGE -> new RangeNotSatisfiableException(details, cause);
      case CONTENT_CHANGED -> new ContentChangedException(details, cause);
      case DIGEST_MISMATCH -> new DigestMismatchException(details, cause);
      case UNSUPPORTED -> new CapabilityNotSupportedException(details, null, cause);
      case THROTTLED, UNAVAILABLE, UNTRUSTED -> new BackendUnavailableException(details, cause);
      case CLOSED -> new StoreClosedException(details, cause);
      case MALFORMED, INTERRUPTED, OTHER -> new RemoteStoreException(details, cause);
    };
  }

  private static String problem(OperationCall call, Failure failure, @Nullable Throwable cause) {
    String text =
        switch (failure.kind()) {
          case NOT_FOUND -> missing(call, failure);
          case ALREADY_EXISTS -> "The file exists already";
          case PRECONDITION_FAILED -> "The file is not in the expected state";
          case NOT_MODIFIED -> "The file has not changed";
          case PERMISSION_DENIED -> "Permission denied";
          case INVALID_PATH -> "The backend does not take this path";
          case IS_FOLDER -> "The path is a folder, not a file";
          case NOT_A_FOLDER -> "The path, or one above it, is a file, not a folder";
          case NOT_EMPTY -> "The folder is not empty";
          case LOCKED -> "Another process holds a lock on the file";
          case STORAGE_FULL -> "No room is left";
          case RANGE -> "The range begins beyond the end of the file";
          case CONTENT_CHANGED -> "The file changed while it was read";
          case DIGEST_MISMATCH -> "The bytes do not have the expected digest";
          case UNSUPPORTED -> "The backend cannot do this here";
          case THROTTLED -> "The backend asks for fewer requests";
          case UNAVAILABLE -> "The backend is unavailable";
          case UNTRUSTED -> "No connection that both sides trust";
          case MALFORMED -> "The backend answered what cannot be read";
          case CLOSED -> "The store is closed";
          case INTERRUPTED, OTHER -> "The backend failed";
        };
    if (failure.detail() != null) {
      return text + ": " + failure.detail();
    }
    Throwable told = cause instanceof DriverException ? cause.getCause() : cause;
    boolean unexplained = failure.kind() == Kind.OTHER || failure.kind().passing();
    return unexplained && told != null ? text + ": " + describe(told) : text;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + message;
  }

  private static String missing(OperationCall call, Failure failure) {
    if (failure.lacksContainer()) {
      return "Bucket or container not found";
    }
    return isFolderOperation(call.operation()) ? "Folder not found" : "File not found";
  }

  private static boolean isFolderOperation(Operation operation) {
    return operation == Operation.DELETE_FOLDER || operation == Operation.GET_FOLDER_INFO;
  }

  private static @Nullable String hint(OperationCall call, Kind kind) {
    return switch (kind) {
      case ALREADY_EXISTS ->
          call.operation() == Operation.WRITE
              ? "replace it with WriteOptions.overwrite()"
              : "replace it with CopyOptions.overwrite()";
      case NOT_EMPTY -> "delete it with all it holds with DeleteOptions.recursive()";
      case PRECONDITION_FAILED -> "read it again and decide anew";
      case CONTENT_CHANGED -> "open it again";
      case STORAGE_FULL -> "free some room or write elsewhere";
      default -> null;
    };
  }

  /** Tells whether an error is the end of the call itself: an interrupt, a deadline, a close. */
  static boolean endsCall(RemoteStoreException e) {
    return e instanceof OperationInterruptedException
        || e instanceof DeadlineExceededException
        || e instanceof StoreClosedException;
  }

  /** Returns the error of an operation that failed with {@code first}, and then in a look. */
  static RemoteStoreException secondLook(RemoteStoreException first, RemoteStoreException look) {
    RemoteStoreException error = endsCall(look) ? look : first;
    error.addSuppressed(error == first ? look : first);
    return error;
  }

  static OutcomeUnknownException unknown(
      OperationCall call, String why, @Nullable Throwable cause) {
    return new OutcomeUnknownException(details(call, why).build(), cause);
  }

  /** The same, with what the backend said of the last attempt. */
  static OutcomeUnknownException unknown(
      OperationCall call, Failure failure, String why, @Nullable Throwable cause) {
    return new OutcomeUnknownException(
        details(call, why).nativeCode(failure.nativeCode()).requestId(failure.requestId()).build(),
        cause);
  }

  private static ErrorDetails.Builder details(OperationCall call, String why) {
    return call.details("The reply was lost, and the outcome cannot be told: " + why)
        .hint("look at the file before you try again");
  }

  static PreconditionFailedException precondition(OperationCall call, String problem) {
    return new PreconditionFailedException(call.details(problem).build(), null);
  }

  /** What a stream throws: an {@link IOException} that carries the typed exception. */
  static IOException io(RemoteStoreException cause) {
    if (cause instanceof OperationInterruptedException) {
      InterruptedIOException interrupted = new InterruptedIOException(cause.getMessage());
      interrupted.initCause(cause);
      return interrupted;
    }
    return new IOException(cause.getMessage(), cause);
  }

  static CapabilityNotSupportedException unsupported(
      OperationCall call, Capability capability, String problem) {
    return new CapabilityNotSupportedException(call.details(problem).build(), capability, null);
  }
}
