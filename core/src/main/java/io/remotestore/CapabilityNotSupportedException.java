package io.remotestore;

import org.jspecify.annotations.Nullable;

/** The opened store cannot do what was asked; found out before any I/O. */
public final class CapabilityNotSupportedException extends RemoteStoreException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Capability capability;

  /** Makes an exception about {@code capability}, or about something that no capability names. */
  public CapabilityNotSupportedException(
      ErrorDetails details, @Nullable Capability capability, @Nullable Throwable cause) {
    super(details, cause);
    this.capability = capability;
  }

  /** What is missing, or null where no capability names it, as with {@link Store#unwrap}. */
  public @Nullable Capability capability() {
    return capability;
  }
}
