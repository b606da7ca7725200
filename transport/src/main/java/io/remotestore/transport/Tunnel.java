package io.remotestore.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** Requests a tunnel from a proxy (CONNECT, RFC 9110, section 9.3.6). */
final class Tunnel {
  private Tunnel() {}

  static void open(Wire wire, Endpoint endpoint, ProxyOptions proxy, LongSupplier nanoClock)
      throws IOException {
    String target =
        (endpoint.host().indexOf(':') >= 0 ? "[" + endpoint.host() + "]" : endpoint.host())
            + ":"
            + endpoint.port();
    StringBuilder head = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target);
    if (proxy.authorization() != null) {
      head.append("\r\nProxy-Authorization: ").append(proxy.authorization());
    }
    byte[] bytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    wire.write(bytes, 0, bytes.length);
    Connection connection = new Connection(endpoint, wire, nanoClock);
    ResponseHead reply = connection.head();
    if (reply.status() / 100 != 2) {
      throw new IOException("the proxy " + proxy + " answered " + reply.status());
    }
    if (connection.hasInput()) {
      throw new IOException("the proxy " + proxy + " sent more than its answer");
    }
  }
}
