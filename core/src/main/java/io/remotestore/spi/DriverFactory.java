package io.remotestore.spi;

/** Makes drivers of one type; found by {@link java.util.ServiceLoader}. */
public interface DriverFactory {

  /** The backend's type, as configurations name it. */
  String type();
}
