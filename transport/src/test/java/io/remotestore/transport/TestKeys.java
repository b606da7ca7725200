package io.remotestore.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;

/**
 * A pair of keys and a certificate that only those trust who have it.
 *
 * @param store both, for a server of the JDK
 * @param certificate the certificate in PEM
 * @param key the private key in PEM
 */
record TestKeys(Path store, String certificate, String key) {
  static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * Makes them with the JDK's own tool.
   *
   * @param algorithm of the keys, such as EC
   * @param names whom the certificate is for, such as {@code DNS:store.test}
   */
  static TestKeys make(Path folder, String name, String algorithm, String names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
    KeyStore keys = load(store);
    Key key = Objects.requireNonNull(keys.getKey("test", PASSWORD));
    return new TestKeys(
        store,
        pem("CERTIFICATE", keys.getCertificate("test").getEncoded()),
        pem("PRIVATE KEY", key.getEncoded()));
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  static String pem(String label, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  KeyStore load() throws IOException, GeneralSecurityException {
    return load(store);
  }

  /** Writes the certificate to a file, for those who are to trust it. */
  Path bundle() throws IOException {
    return Files.writeString(store.resolveSibling(store.getFileName() + ".bundle"), certificate);
  }
}
