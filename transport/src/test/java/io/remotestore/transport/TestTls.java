package io.remotestore.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The server's side of TLS. */
final class TestTls implements ScriptedServer.Layer {
  private final SSLContext context;
  private final boolean asksForCertificate;
  private final String[] protocols;

  private TestTls(SSLContext context, boolean asksForCertificate, List<String> protocols) {
    this.context = context;
    this.asksForCertificate = asksForCertificate;
    this.protocols = protocols.toArray(String[]::new);
  }

  /** Shows its certificate. */
  static TestTls of(TestKeys server) throws IOException, GeneralSecurityException {
    return new TestTls(context(server, null), false, List.of("TLSv1.3", "TLSv1.2"));
  }

  /** The same with one protocol. */
  static TestTls of(TestKeys server, String protocol) throws IOException, GeneralSecurityException {
    return new TestTls(context(server, null), false, List.of(protocol));
  }

  /** Shows its certificate, and serves those alone who show that of the client. */
  static TestTls of(TestKeys server, TestKeys client, String protocol)
      throws IOException, GeneralSecurityException {
    return new TestTls(context(server, client), true, List.of(protocol));
  }

  private static SSLContext context(TestKeys server, @Nullable TestKeys client)
      throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(server.load(), TestKeys.PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    if (client == null) {
      context.init(keys.getKeyManagers(), null, null);
      return context;
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", client.load().getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Override
  public Socket over(Socket connection) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(connection, "client", connection.getPort(), false);
    secure.setUseClientMode(false);
    secure.setNeedClientAuth(asksForCertificate);
    secure.setEnabledProtocols(protocols);
    try {
      secure.startHandshake();
      return secure;
    } catch (IOException e) {
      // What is not read would end the connection with a reset, which may overtake the reason.
      long unused = connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      throw e;
    }
  }
}
