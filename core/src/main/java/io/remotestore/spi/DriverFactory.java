package io.remotestore.spi;

import io.remotestore.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Makes drivers of one type; found by {@link java.util.ServiceLoader}.
 *
 * <p>Configuration, URLs and errors work from {@link #schema()} alone: what arrives at {@link
 * #open} is checked and typed.
 */
public interface DriverFactory {

  /** The backend's type, as configurations name it. */
  String type();

  /** Every name that configurations may give the type; by default {@link #type()} alone. */
  default Set<String> types() {
    return Set.of(type());
  }

  /** The schemes of URLs that name this backend, in lower case; by default none. */
  default Set<String> schemes() {
    return Set.of();
  }

  /** The options that {@link #open} takes. The same answer each time. */
  OptionSchema schema();

  /**
   * Says what a URL of one of the {@link #schemes()} stands for. Its parameters are options by
   * themselves and need no look.
   *
   * @throws ConfigException if the URL names nothing; the caller adds which URL it is
   */
  default UrlTarget locate(StoreUrl url) {
    throw new ConfigException(List.of("the backend '" + type() + "' has no URLs"));
  }

  /**
   * Opens a driver. Should not wait for the network; the first call of an operation does.
   *
   * @param context the clocks and the environment to go by
   * @throws ConfigException if options contradict one another
   * @throws IOException if it cannot be opened; the caller gives it its type and details
   */
  Driver open(OptionValues values, DriverContext context) throws IOException;
}
