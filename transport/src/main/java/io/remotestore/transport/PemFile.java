package io.remotestore.transport;

import io.remotestore.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates in PEM, with or without a private key. Any problem with them is a {@link
 * ConfigException} that names the file.
 */
final class PemFile {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /** Blocks that the JDK would read as a certificate: keys in other forms, and their parameters. */
  private static final Pattern NO_CERTIFICATE =
      Pattern.compile(
          "-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY|EC PARAMETERS)-----.*?-----END \\1-----",
          Pattern.DOTALL);

  private static final String NO_CERTIFICATES = "there is no certificate, or a broken one";

  private final Path file;
  private final String text;

  private PemFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static PemFile read(Path file) throws IOException {
    return new PemFile(file, Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  private ConfigException wrong(String problem) {
    return new ConfigException(List.of(file + ": " + problem));
  }

  private ConfigException wrong(String problem, Exception cause) {
    return new ConfigException(file + ": " + problem, cause);
  }

  /** The certificates, at least one. */
  Certificate[] certificates() throws GeneralSecurityException {
    String alone = NO_CERTIFICATE.matcher(text).replaceAll("");
    byte[] bytes = alone.getBytes(StandardCharsets.ISO_8859_1);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      Collection<? extends Certificate> found =
          factory.generateCertificates(new ByteArrayInputStream(bytes));
      if (!found.isEmpty()) {
        return found.toArray(Certificate[]::new);
      }
    } catch (CertificateException e) {
      throw wrong(NO_CERTIFICATES, e);
    }
    throw wrong(NO_CERTIFICATES);
  }

  /** The private key to a certificate. */
  PrivateKey privateKey(Certificate certificate) throws GeneralSecurityException {
    Matcher found = PRIVATE_KEY.matcher(text);
    if (!found.find()) {
      throw wrong("there is no private key (PKCS #8, not encrypted)");
    }
    PublicKey open = certificate.getPublicKey();
    PrivateKey key;
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
      key =
          KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | InvalidKeySpecException e) {
      throw wrong("the private key is broken, or of another kind than the certificate", e);
    }
    if (!isPair(key, open)) {
      throw wrong("the private key is not that of the certificate");
    }
    return key;
  }

  /** Checks this here, because a server would only report that the handshake failed. */
  private static boolean isPair(PrivateKey key, PublicKey open) throws GeneralSecurityException {
    if (key instanceof RSAKey one && open instanceof RSAKey other) {
      return one.getModulus().equals(other.getModulus());
    }
    Signature signature =
        Signature.getInstance(
            switch (open.getAlgorithm()) {
              case "EC" -> "SHA256withECDSA";
              case "DSA" -> "SHA256withDSA";
              default -> open.getAlgorithm();
            });
    byte[] sample = {1, 2, 3};
    try {
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(sample);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // another curve
    }
  }
}
