package io.remotestore.transport;

import io.remotestore.ConfigException;
import io.remotestore.transport.TlsOptions.Verification;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts connections with the JDK's TLS. The server must prove the name of its host, unless
 * {@link TrustAnyone} is used.
 */
final class Tls {
  /** The JDK names the alert of the other side only in the message of its exception. */
  private static final Pattern ALERT = Pattern.compile("fatal alert: *([a-z0-9_]+)");

  /**
   * Alerts of a side that would refuse the same handshake again (RFC 8446, section 6.2; RFC 5246,
   * section 7.2.2). All others are transient: {@code bad_record_mac} reports damaged bytes, and
   * {@code internal_error} a fault of the server.
   */
  private static final Set<String> REFUSALS =
      Set.of(
          "access_denied",
          "bad_certificate",
          "bad_certificate_hash_value",
          "bad_certificate_status_response",
          "certificate_expired",
          "certificate_required",
          "certificate_revoked",
          "certificate_unknown",
          "certificate_unobtainable",
          "export_restriction",
          "handshake_failure",
          "inappropriate_fallback",
          "insufficient_security",
          "missing_extension",
          "no_application_protocol",
          "no_certificate",
          "protocol_version",
          "unknown_ca",
          "unknown_psk_identity",
          "unrecognized_name",
          "unsupported_certificate",
          "unsupported_extension");

  private final TlsOptions options;
  private volatile @Nullable SSLContext context;

  private Tls(TlsOptions options) {
    this.options = options;
  }

  /**
   * Reads the certificates that the options name. Those of the JDK wait for the first connection
   * that needs them: reading them is a good part of a short program's time.
   *
   * @throws IOException if a file cannot be read
   * @throws ConfigException if a file has the wrong content
   */
  static Tls open(TlsOptions options) throws IOException {
    Tls tls = new Tls(options);
    if (options.caBundle() != null || options.clientKeys() != null) {
      SSLContext unused = tls.context();
    }
    return tls;
  }

  /** A thread that opens a connection waits for others only until the certificates are read. */
  private SSLContext context() throws IOException {
    SSLContext known = context;
    return known == null ? firstContext() : known;
  }

  private synchronized SSLContext firstContext() throws IOException {
    SSLContext known = context;
    if (known == null) {
      known = read(options);
      context = known;
    }
    return known;
  }

  private static SSLContext read(TlsOptions options) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(options.clientKeys()), trust(options), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager @Nullable [] trust(TlsOptions options)
      throws IOException, GeneralSecurityException {
    if (options.verification() == Verification.NONE) {
      return new TrustManager[] {new TrustAnyone()};
    }
    Path bundle = options.caBundle();
    if (bundle == null) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : PemFile.read(bundle).certificates()) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(@Nullable Path file)
      throws IOException, GeneralSecurityException {
    if (file == null) {
      return null;
    }
    PemFile pem = PemFile.read(file);
    Certificate[] chain = pem.certificates();
    KeyStore store = emptyStore();
    store.setKeyEntry("client", pem.privateKey(chain[0]), new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  /** Shakes hands over a connected socket. */
  SSLSocket wrap(Socket socket, Endpoint endpoint) throws IOException {
    Socket layered =
        context().getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), true);
    SSLSocket secure = (SSLSocket) layered;
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /**
   * Returns whether one side refuses the other permanently: a wrong certificate or name, an
   * unsupported protocol, an alert of {@link #REFUSALS}. A broken connection is not a refusal.
   */
  static boolean isRefusal(Throwable cause) {
    if (cause instanceof CertificateException
        || cause instanceof CertPathValidatorException
        || cause instanceof SSLPeerUnverifiedException) {
      return true;
    }
    if (!(cause instanceof SSLException) || cause.getMessage() == null) {
      return false;
    }
    String message = cause.getMessage();
    Matcher alert = ALERT.matcher(message);
    return alert.find()
        ? REFUSALS.contains(alert.group(1))
        : message.startsWith("Unsupported or unrecognized SSL message");
  }
}
