package io.remotestore.settings;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ConfigException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.PermissionDeniedException;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.OptionValues;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;

/** Opens drivers, and says in the caller's language what came in the way. */
public final class Opening {

  /** Opens a driver. */
  @FunctionalInterface
  public interface Action {
    /** Opens it. */
    Driver open() throws IOException;
  }

  private Opening() {}

  /**
   * Opens the driver of a factory.
   *
   * @param type what the caller calls the backend
   * @param options what the driver shares its clocks with
   */
  public static Driver driver(
      DriverFactory factory, String type, OptionValues values, StoreOptions options) {
    DriverContext context =
        DriverContext.system().withClock(options.clock()).withNanoClock(options.nanoClock());
    return of(type, () -> factory.open(values, context));
  }

  /** Opens a driver of that backend type. */
  public static Driver of(String type, Action action) {
    try {
      return action.open();
    } catch (AccessDeniedException e) {
      throw new PermissionDeniedException(details(type, e), e);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new ConfigException(
          "the root of the backend '" + type + "' is a file, not a folder: " + e.getFile(), e);
    } catch (IOException e) {
      throw new BackendUnavailableException(details(type, e), e);
    }
  }

  private static ErrorDetails details(String type, IOException e) {
    return ErrorDetails.of("The backend could not be opened: " + e)
        .operation(Operation.CONFIGURE)
        .backend(type)
        .build();
  }
}
