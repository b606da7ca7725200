package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy as a program. */
@Timeout(60)
final class FaultProxyMainTest {

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** Asks for a path over a connection of its own; what comes until its end. */
  private static String get(InetSocketAddress address, String path) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static FaultProxyMain start(String... arguments) throws IOException {
    return FaultProxyMain.start(List.of(arguments));
  }

  @Test
  void itSpoilsWhatIsAskedForAndCounts() throws IOException {
    try (CountingServer server = new CountingServer();
        FaultProxyMain proxy =
            start("--to", text(server.address()), "--faults", "every:2:status=503/7")) {
      assertThat(get(proxy.countsAddress(), "/"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nconnections 0\nexchanges 0\nfaults 0\n");
      assertThat(get(proxy.address(), "/a")).endsWith("GET /a");
      assertThat(get(proxy.address(), "/b")).contains(" 503 ", "Retry-After: 7\r\n");
      assertThat(get(proxy.address(), "/c")).endsWith("GET /c");
      assertThat(get(proxy.countsAddress(), "/"))
          .endsWith("\r\n\r\nconnections 3\nexchanges 3\nfaults 1\n");
      assertThat(server.arrived).hasSize(2);
    }
  }

  @Test
  void whatIsNotHttpIsToldAsAProblem() throws IOException {
    try (CountingServer server = new CountingServer();
        FaultProxyMain proxy = start("--to", "http://" + text(server.address()) + "/");
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
      socket.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      assertThat(get(proxy.countsAddress(), "/")).endsWith("problem not HTTP: hello\n");
    }
  }

  @Test
  void bytesPassWithoutHttp() throws IOException {
    try (CountingServer server = new CountingServer();
        FaultProxyMain proxy =
            start(
                "--to",
                text(server.address()),
                "--protocol",
                "tcp",
                "--faults",
                "first:reply-closed=8")) {
      assertThat(get(proxy.address(), "/to-the-end")).isEqualTo("HTTP/1.1");
      assertThat(get(proxy.address(), "/to-the-end")).endsWith("GET /to-the-end");
    }
  }

  @Test
  void portsCanBeChosenAndAreTakenOnce() throws IOException {
    int one;
    int other;
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      one = first.getLocalPort();
      other = second.getLocalPort();
    }
    String[] arguments = {
      "--to", "127.0.0.1:1", "--port", String.valueOf(one), "--counts-port", String.valueOf(other)
    };
    try (FaultProxyMain proxy = start(arguments)) {
      assertThat(proxy.address().getPort()).isEqualTo(one);
      assertThat(proxy.countsAddress().getPort()).isEqualTo(other);
      assertThatThrownBy(() -> start(arguments).close()).isInstanceOf(BindException.class);
      assertThatThrownBy(
              () -> start("--to", "127.0.0.1:1", "--counts-port", String.valueOf(other)).close())
          .isInstanceOf(BindException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--faults every:2:refused | --to is missing",
        "--to | --to needs a value",
        "--to 127.0.0.1:1 --to 127.0.0.1:1 | --to is given twice",
        "--to 127.0.0.1:1 --verbose yes | unknown: --verbose",
        "--to 127.0.0.1 | --to is HOST:PORT, not 127.0.0.1",
        "--to 127.0.0.1:0 | --to is HOST:PORT, not 127.0.0.1:0",
        "--to https://127.0.0.1:1 | --to is HOST:PORT, not https://127.0.0.1:1",
        "--to 127.0.0.1:70000 | '70000' is not a port",
        "--to 127.0.0.1:1 --port x | 'x' is not a port",
        "--to 127.0.0.1:1 --counts-port -1 | '-1' is not a port",
        "--to 127.0.0.1:1 --protocol ftp | --protocol is http or tcp",
        "--to 127.0.0.1:1 --faults sometimes | 'sometimes' is none of first:FAULTS",
        "--to 127.0.0.1:1 --protocol tcp --faults every:2:status=500 | needs --protocol http"
      })
  void whatIsWrongIsTold(String arguments, String problem) {
    assertThatThrownBy(() -> start(arguments.split(" ")).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  // ---------------------------------------------------------------- the process

  private static Process run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), FaultProxyMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static InetSocketAddress address(String line, String before, String after) {
    assertThat(line).startsWith(before + "127.0.0.1:").endsWith(after);
    String port = line.substring(line.lastIndexOf(':') + 1, line.length() - after.length());
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  @Test
  void aProcessTellsWhereItIsAndStaysUntilItIsKilled() throws Exception {
    try (CountingServer server = new CountingServer()) {
      Process process = run("--to", text(server.address()), "--faults", "first:status=500");
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        InetSocketAddress proxy = address(String.valueOf(out.readLine()), "proxy ", "");
        InetSocketAddress counts = address(String.valueOf(out.readLine()), "counts http://", "/");
        assertThat(get(proxy, "/a")).contains(" 500 ");
        assertThat(get(proxy, "/b")).endsWith("GET /b");
        assertThat(get(counts, "/")).contains("\nfaults 1\n");
        assertThat(process.isAlive()).isTrue();
      } finally {
        process.destroyForcibly();
        int unused = process.waitFor();
      }
    }
  }

  @Test
  void aProcessWithWrongArgumentsSaysHowItIsMeant() throws Exception {
    Process process = run("--faults", "every:2:refused");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said).startsWith("fault-proxy: --to is missing\nusage: fault-proxy --to HOST:PORT");
  }
}
