package io.remotestore.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and as whom to appear.
 *
 * @param caBundle certificates in PEM to trust in the place of the JDK's own; null for the JDK's
 * @param clientKeys certificate chain and private key (PKCS #8, not encrypted) in PEM; null for
 *     none
 * @param verification whether the server must prove who it is
 */
public record TlsOptions(
    @Nullable Path caBundle, @Nullable Path clientKeys, Verification verification) {

  /** Whether the server must prove who it is. */
  public enum Verification {
    /** By a certificate that is trusted and names the host. */
    FULL,
    /** Whoever answers is trusted, and so is anyone on the way. */
    NONE
  }

  private static final TlsOptions DEFAULTS = new TlsOptions(null, null);

  /** Makes options under which the server must prove who it is. */
  public TlsOptions(@Nullable Path caBundle, @Nullable Path clientKeys) {
    this(caBundle, clientKeys, Verification.FULL);
  }

  /** Trusts whom the JDK trusts, and shows no certificate. */
  public static TlsOptions defaults() {
    return DEFAULTS;
  }
}
