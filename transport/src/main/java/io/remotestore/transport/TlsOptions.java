package io.remotestore.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The trusted certificates, and the certificate of the client.
 *
 * @param caBundle certificates in PEM to trust in the place of the JDK's own; null for the JDK's
 * @param clientKeys certificate chain and private key (PKCS #8, not encrypted) in PEM; null for
 *     none
 * @param verification whether the server's certificate is verified
 */
public record TlsOptions(
    @Nullable Path caBundle, @Nullable Path clientKeys, Verification verification) {

  /** Whether the server's certificate is verified. */
  public enum Verification {
    /** The certificate must be trusted and name the host. */
    FULL,
    /** Any certificate is accepted, so a machine on the way can read and change the traffic. */
    NONE
  }

  private static final TlsOptions DEFAULTS = new TlsOptions(null, null);

  /** Makes options that verify the server's certificate. */
  public TlsOptions(@Nullable Path caBundle, @Nullable Path clientKeys) {
    this(caBundle, clientKeys, Verification.FULL);
  }

  /** Trusts the certificates of the JDK, and shows no client certificate. */
  public static TlsOptions defaults() {
    return DEFAULTS;
  }
}
