package io.remotestore.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and as whom to appear.
 *
 * @param caBundle certificates in PEM to trust in the place of the JDK's own; null for the JDK's
 * @param clientKeys certificate chain and private key (PKCS #8, not encrypted) in PEM; null for
 *     none
 */
public record TlsOptions(@Nullable Path caBundle, @Nullable Path clientKeys) {
  private static final TlsOptions DEFAULTS = new TlsOptions(null, null);

  /** Trusts whom the JDK trusts, and shows no certificate. */
  public static TlsOptions defaults() {
    return DEFAULTS;
  }
}
