package io.remotestore.transport;

import io.remotestore.transport.TlsOptions.Verification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts connections with the JDK's TLS; the server must prove the name that was asked for,
 * unless {@link TrustAnyone} sees to that.
 */
final class Tls {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  private final TlsOptions options;
  private @Nullable SSLContext context;

  private Tls(TlsOptions options) {
    this.options = options;
  }

  /**
   * Reads the certificates that the options name. Those of the JDK wait for the first connection
   * that needs them: reading them is a good part of a short program's time.
   *
   * @throws IOException if a file cannot be read or is not what it should be
   */
  static Tls open(TlsOptions options) throws IOException {
    Tls tls = new Tls(options);
    if (options.caBundle() != null || options.clientKeys() != null) {
      SSLContext unused = tls.context();
    }
    return tls;
  }

  private synchronized SSLContext context() throws IOException {
    if (context == null) {
      context = read(options);
    }
    return context;
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
    for (Certificate certificate : certificates(bundle)) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    if (number == 0) {
      throw new IOException("there is no certificate in " + bundle);
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
    Certificate[] chain = certificates(file).toArray(Certificate[]::new);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", privateKey(file, chain), new char[0], chain);
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

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    String alone = PRIVATE_KEY.matcher(pem).replaceAll("");
    try (InputStream in = new ByteArrayInputStream(alone.getBytes(StandardCharsets.ISO_8859_1))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static PrivateKey privateKey(Path file, Certificate[] chain)
      throws IOException, GeneralSecurityException {
    Matcher found = PRIVATE_KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!found.find() || chain.length == 0) {
      throw new IOException("there is no certificate with a private key (PKCS #8) in " + file);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
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
}
