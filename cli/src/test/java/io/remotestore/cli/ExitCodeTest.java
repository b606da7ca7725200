package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.AlreadyExistsException;
import io.remotestore.BackendUnavailableException;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.ConfigException;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.OperationInterruptedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static final ErrorDetails DETAILS = ErrorDetails.of("Something").build();

  @Test
  void saysWhatKindOfFailureItWas() {
    assertThat(number(new RemoteStoreException(DETAILS, null))).isEqualTo(1);
    assertThat(number(new ConfigException(List.of("wrong")))).isEqualTo(2);
    assertThat(number(new InvalidPathException(DETAILS, null))).isEqualTo(2);
    assertThat(number(new CapabilityNotSupportedException(DETAILS, null, null))).isEqualTo(2);
    assertThat(number(new NotFoundException(DETAILS, null))).isEqualTo(3);
    assertThat(number(new AlreadyExistsException(DETAILS, null))).isEqualTo(4);
    assertThat(number(new PreconditionFailedException(DETAILS, null))).isEqualTo(4);
    assertThat(number(new DirectoryNotEmptyException(DETAILS, null))).isEqualTo(4);
    assertThat(number(new PermissionDeniedException(DETAILS, null))).isEqualTo(5);
    assertThat(number(new BackendUnavailableException(DETAILS, null))).isEqualTo(6);
    assertThat(number(new DeadlineExceededException(DETAILS, null))).isEqualTo(6);
    assertThat(number(new OperationInterruptedException(DETAILS, null))).isEqualTo(130);
  }

  private static int number(RemoteStoreException failure) {
    return ExitCode.of(failure).number();
  }
}
