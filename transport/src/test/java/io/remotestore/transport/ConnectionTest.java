package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.transport.HttpRequest.Reuse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves on a connection, write by write. */
final class ConnectionTest {
  private static final Endpoint HERE = new Endpoint(Endpoint.Security.PLAIN, "host.test", 8080);

  private static HttpRequest request(String method, @Nullable Content body) {
    return new HttpRequest(method, HERE, "/a", Headers.create(), body, Reuse.ANY);
  }

  private static @Nullable IOException send(Connection connection, HttpRequest request)
      throws IOException {
    return connection.send(request, request.target(), Headers.create());
  }

  // ---------------------------------------------------------------- time

  @Test
  void eachPieceOfAnUploadMayTakeAsLongAsSilenceMay() throws IOException {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    wire.connection = connection;
    Content content = Content.of(new byte[8 << 20]);
    assertThat(send(connection, request("PUT", content))).isNull();
    assertThat(wire.now).as("all of it").isGreaterThan(8 << 20);
    assertThat(wire.longestWait).as("one wait").isBetween(1L, 256L * 1024);
    assertThat(connection.waitingSince()).isZero();
    assertThat(wire.bytes.size()).isGreaterThan(8 << 20);
  }

  @Test
  void onlyAWaitThatGoesOnIsEnded() throws IOException {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    assertThat(send(connection, request("GET", null))).isNull();
    wire.now += 1000;
    connection.endWait(10, "too long");
    assertThat(connection.isAborted()).as("nobody waits").isFalse();
    wire.inWrite = () -> connection.endWait(Long.MAX_VALUE, "too long");
    assertThat(send(connection, request("GET", null))).isNull();
    wire.inWrite = () -> connection.endWait(10, "too long");
    assertThatThrownBy(
            () -> {
              IOException unsent = send(connection, request("GET", null));
              throw unsent == null ? new AssertionError("it was sent") : unsent;
            })
        .hasMessage("the wait was ended");
    assertThat(connection.isAborted()).isTrue();
  }

  @Test
  void aSmallRequestIsOneWrite() throws IOException {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    wire.connection = connection;
    assertThat(send(connection, request("PUT", Content.of(new byte[16 << 10])))).isNull();
    assertThat(wire.writes).hasSize(1);
  }

  // ---------------------------------------------------------------- contents

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000})
  void aContentThatGoesOnIsNoticedBeforeItsLastByteLeaves(int size) {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    Content longer = Content.of(new ByteArrayInputStream(new byte[size + 1]), size);
    assertThatThrownBy(() -> send(connection, request("PUT", longer)))
        .isInstanceOf(ContentLengthException.class)
        .hasMessage("the content is longer than its " + size + " bytes");
    int head = wire.text().indexOf("\r\n\r\n") + 4;
    assertThat(wire.bytes.size() - head).as("bytes of the body").isLessThan(Math.max(size, 1));
  }

  /** A stream that compares a checksum does so at its end. */
  @Test
  void aContentThatIsFoundWrongAtItsEndIsNotSentWhole() {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    InputStream wrong =
        new FilterInputStream(new ByteArrayInputStream(new byte[1000])) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, length);
          }

          @Override
          public int read() throws IOException {
            int next = super.read();
            if (next < 0) {
              throw new IOException("the checksum is another");
            }
            return next;
          }
        };
    assertThatThrownBy(() -> send(connection, request("PUT", Content.of(wrong, 1000))))
        .hasMessage("the checksum is another");
    assertThat(wire.writes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"POST, true", "PUT, true", "GET, false", "HEAD, false", "DELETE, false"})
  void methodsThatMeanABodySayThatThereIsNone(String method, boolean said) throws IOException {
    SlowWire wire = new SlowWire();
    Connection connection = new Connection(HERE, wire, () -> wire.now);
    assertThat(send(connection, request(method, null))).isNull();
    assertThat(wire.text())
        .isEqualTo(
            method
                + " /a HTTP/1.1\r\nHost: host.test:8080\r\n"
                + (said ? "Content-Length: 0\r\n\r\n" : "\r\n"));
  }

  /** Takes a nanosecond for each byte. */
  private static final class SlowWire implements Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();
    private long now = 1;
    private long longestWait;
    private @Nullable Connection connection;
    private Runnable inWrite = () -> {};

    @Override
    public int read(byte[] target, int offset, int length) {
      return -1;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
      writes.add(length);
      now += length;
      inWrite.run();
      if (connection != null) {
        longestWait = Math.max(longestWait, now - connection.waitingSince());
      }
    }

    @Override
    public boolean isStale() {
      return false;
    }

    @Override
    public void abort() {}

    private String text() {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
