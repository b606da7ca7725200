package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.OutcomeUnknownException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that a retry would not mend are thrown at once. */
final class MalformedReplyTest {

  /** A server that answers each connection with the same bytes. */
  private static final class Saying implements Closeable {
    private final ServerSocket socket;
    private final byte[] reply;
    private final AtomicInteger connections = new AtomicInteger();

    private Saying(String reply) throws IOException {
      this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      this.reply = reply.getBytes(StandardCharsets.ISO_8859_1);
      Thread thread = new Thread(this::serve);
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (true) {
        try (Socket client = socket.accept()) {
          connections.incrementAndGet();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
          int length = 0;
          for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
              length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
          }
          while (length > 0 && in.read() >= 0) {
            length--;
          }
          client.getOutputStream().write(reply);
        } catch (IOException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    private Store store() throws IOException {
      Endpoint endpoint = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", socket.getLocalPort());
      S3Options options =
          S3Options.builder("bucket", endpoint, "us-east-1")
              .conditionalWrites(S3Options.ConditionalWrites.TRUST)
              .build();
      AwsCredentials keys = AwsCredentials.of("key", "secret");
      Transport transport = Transport.open(TransportOptions.builder().build());
      return FakeS3.store(
          new S3Driver(new S3Client(options, () -> keys, transport, Clock.systemUTC()), "s3"));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELLO\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: one\r\n\r\na",
        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nTransfer-Encoding: chunked\r\n\r\nx\r\na\r\n",
      })
  void isToldAtOnce(String reply) throws IOException {
    try (Saying server = new Saying(reply);
        Store store = server.store()) {
      assertThatThrownBy(() -> store.readBytes("a"))
          .isExactlyInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("malformed");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void leavesAChangeOpen() throws IOException {
    try (Saying server = new Saying("HELLO\r\n\r\n");
        Store store = server.store()) {
      assertThatThrownBy(() -> store.write("a", new byte[1], WriteOptions.overwrite()))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("malformed");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aRedirectThatIsNoneOfS3SaysWhereTo() throws IOException {
    for (int status : new int[] {301, 302, 307, 308}) {
      String reply =
          "HTTP/1.1 "
              + status
              + " Moved\r\nLocation: https://login.example:8443/in?token=secret\r\n"
              + "Connection: close\r\nContent-Length: 0\r\n\r\n";
      try (Saying server = new Saying(reply);
          Store store = server.store()) {
        assertThatThrownBy(() -> store.readBytes("a"))
            .hasMessageContaining("the server answered " + status)
            .hasMessageContaining("points to https://login.example:8443/in")
            .hasMessageNotContaining("secret");
        assertThat(server.connections).hasValue(1);
        assertThatThrownBy(() -> store.write("a", new byte[1], WriteOptions.overwrite()))
            .isNotInstanceOf(OutcomeUnknownException.class)
            .hasMessageContaining("points to https://login.example:8443/in");
        assertThat(server.connections).hasValue(2);
      }
    }
  }
}
