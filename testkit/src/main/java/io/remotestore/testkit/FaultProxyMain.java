package io.remotestore.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotestore.Sleeper;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@link FaultProxy} as a program, for tests in any language; {@code scripts/servers/fault-proxy}
 * starts it. Beside the proxy, on a port of its own, it tells what it has counted so far.
 */
final class FaultProxyMain implements Closeable {
  private static final String USAGE =
      """
      usage: fault-proxy --to HOST:PORT [--faults PLAN] [--protocol http|tcp]
               [--port N] [--counts-port N]

      PLAN  first:FAULT,...  every:N:FAULT  changes:N:FAULT  random:SEED:N:FAULT,...
            or several of them, joined by +
      FAULT none  refused  reply-swallowed  status=STATUS  status=STATUS/SECONDS
            request-reset=BYTES  request-closed=BYTES  reply-reset=BYTES  reply-closed=BYTES
            body-reset=BYTES  body-closed=BYTES  delayed=MILLISECONDS  throttled=BYTES""";

  private static final Set<String> OPTIONS =
      Set.of("--to", "--faults", "--protocol", "--port", "--counts-port");

  private final FaultProxy proxy;
  private final HttpServer counts;

  private FaultProxyMain(FaultProxy proxy, int port) throws IOException {
    this.proxy = proxy;
    this.counts =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    counts.createContext("/", this::tell);
    counts.start();
  }

  /** Runs until it is killed. Ends with 2 where the arguments are wrong, with 1 without a port. */
  public static void main(String[] arguments) {
    try {
      @SuppressWarnings("resource") // it lives as long as the process
      FaultProxyMain running = start(List.of(arguments));
      System.out.println("proxy " + text(running.proxy.address()));
      System.out.println("counts http://" + text(running.counts.getAddress()) + "/");
    } catch (IllegalArgumentException e) {
      System.err.println("fault-proxy: " + e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println("fault-proxy: " + e);
      System.exit(1);
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /**
   * Starts what the arguments say.
   *
   * @throws IllegalArgumentException if they are wrong; says which
   * @throws IOException if a port cannot be had
   */
  static FaultProxyMain start(List<String> arguments) throws IOException {
    Map<String, String> given = options(arguments);
    String to = given.get("--to");
    if (to == null) {
      throw new IllegalArgumentException("--to is missing");
    }
    InetSocketAddress server = address(to);
    FaultText faults = FaultText.parse(given.getOrDefault("--faults", ""));
    String protocol = given.getOrDefault("--protocol", "http");
    int port = port(given.getOrDefault("--port", "0"));
    int countsPort = port(given.getOrDefault("--counts-port", "0"));
    FaultProxy proxy =
        switch (protocol) {
          case "http" -> FaultProxy.http(server, faults.plan(), Sleeper.system(), port);
          case "tcp" -> {
            if (faults.needsHttp()) {
              throw new IllegalArgumentException("one of the faults needs --protocol http");
            }
            yield FaultProxy.tcp(server, faults.plan(), Sleeper.system(), port);
          }
          default -> throw new IllegalArgumentException("--protocol is http or tcp");
        };
    try {
      return new FaultProxyMain(proxy, countsPort);
    } catch (IOException e) {
      proxy.close();
      throw e;
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException("unknown: " + name);
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      if (options.put(name, arguments.get(i + 1)) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
    return options;
  }

  /** Reads {@code HOST:PORT}; {@code http://} before it and a slash behind do no harm. */
  private static InetSocketAddress address(String text) {
    String bare = text.replaceFirst("^http://", "").replaceFirst("/$", "");
    int colon = bare.lastIndexOf(':');
    String host = colon < 1 ? "" : bare.substring(0, colon);
    int port = colon < 1 ? 0 : port(bare.substring(colon + 1));
    if (port == 0 || host.indexOf('/') >= 0) {
      throw new IllegalArgumentException("--to is HOST:PORT, not " + text);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("--to names a host that is not known: " + host);
    }
    return address;
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new IllegalArgumentException("'" + text + "' is not a port");
    }
    return Integer.parseInt(text);
  }

  private void tell(HttpExchange asked) throws IOException {
    StringBuilder text =
        new StringBuilder()
            .append("connections " + proxy.connections() + "\n")
            .append("exchanges " + proxy.exchanges() + "\n")
            .append("faults " + proxy.faults() + "\n");
    for (String problem : proxy.problems()) {
      text.append("problem " + problem.replaceAll("\\R", " ") + "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try (asked) {
      asked.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      asked.sendResponseHeaders(200, bytes.length);
      asked.getResponseBody().write(bytes);
    }
  }

  InetSocketAddress address() {
    return proxy.address();
  }

  InetSocketAddress countsAddress() {
    return counts.getAddress();
  }

  @Override
  public void close() throws IOException {
    counts.stop(0);
    proxy.close();
  }
}
