package io.remotestore.testkit;

import io.remotestore.Sleeper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands on this machine before a server of any kind and spoils what passes, as a plan has it.
 *
 * <p>{@link #http} knows requests, so that a plan can pick one and what goes wrong can be told from
 * what the server did. {@link #tcp} knows connections alone, TLS among them.
 */
public final class FaultProxy implements Closeable {
  private static final int BUFFER = 64 * 1024;

  /** Serves one connection until it ends. */
  private interface Relay {
    void run(Socket client, int connection, Link link) throws IOException;
  }

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final FaultPlan plan;
  private final Sleeper sleeper;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  private FaultProxy(InetSocketAddress server, FaultPlan plan, Sleeper sleeper, int port)
      throws IOException {
    this.server = server;
    this.plan = plan;
    this.sleeper = sleeper;
    this.listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
  }

  /**
   * Starts a proxy that knows HTTP/1.1.
   *
   * @throws IOException if no port can be had
   */
  public static FaultProxy http(InetSocketAddress server, FaultPlan plan) throws IOException {
    return http(server, plan, Sleeper.system());
  }

  /**
   * Starts a proxy that knows HTTP/1.1.
   *
   * @param sleeper waits where a fault takes time
   * @throws IOException if no port can be had
   */
  public static FaultProxy http(InetSocketAddress server, FaultPlan plan, Sleeper sleeper)
      throws IOException {
    return http(server, plan, sleeper, 0);
  }

  /** Listens on a port that the caller chose; 0 for any. */
  static FaultProxy http(InetSocketAddress server, FaultPlan plan, Sleeper sleeper, int port)
      throws IOException {
    FaultProxy proxy = new FaultProxy(server, plan, sleeper, port);
    proxy.start((client, connection, link) -> new HttpRelay(proxy, client, connection, link).run());
    return proxy;
  }

  /**
   * Starts a proxy that knows no protocol: a plan is asked once for each connection.
   *
   * @throws IOException if no port can be had
   */
  public static FaultProxy tcp(InetSocketAddress server, FaultPlan plan) throws IOException {
    return tcp(server, plan, Sleeper.system());
  }

  /**
   * Starts a proxy that knows no protocol: a plan is asked once for each connection.
   *
   * @param sleeper waits where a fault takes time
   * @throws IOException if no port can be had
   */
  public static FaultProxy tcp(InetSocketAddress server, FaultPlan plan, Sleeper sleeper)
      throws IOException {
    return tcp(server, plan, sleeper, 0);
  }

  /** Listens on a port that the caller chose; 0 for any. */
  static FaultProxy tcp(InetSocketAddress server, FaultPlan plan, Sleeper sleeper, int port)
      throws IOException {
    FaultProxy proxy = new FaultProxy(server, plan, sleeper, port);
    proxy.start((client, connection, link) -> new TcpRelay(proxy, client, connection, link).run());
    return proxy;
  }

  private void start(Relay relay) {
    threads.execute(
        () -> {
          while (!listener.isClosed()) {
            try {
              hand(relay, listener.accept());
            } catch (IOException e) {
              return; // closed
            }
          }
        });
  }

  private void hand(Relay relay, Socket client) throws IOException {
    try {
      threads.execute(() -> serve(relay, client));
    } catch (RejectedExecutionException e) {
      client.close(); // it came while the proxy was closed
    }
  }

  private void serve(Relay relay, Socket client) {
    try (Link link = new Link()) {
      links.add(link);
      link.add(client);
      if (listener.isClosed()) {
        return;
      }
      try {
        relay.run(client, connections.incrementAndGet(), link);
      } catch (IOException e) {
        // One side is gone: the end of its connection tells the other.
      } catch (RuntimeException e) {
        problems.add(e.toString());
        link.end(WireFault.End.RESET);
      } finally {
        links.remove(link);
      }
    } catch (IOException e) {
      problems.add(e.toString());
    }
  }

  /** Asks the plan about an exchange. */
  WireFault faultFor(int connection, int inConnection, String method, String target) {
    Exchange exchange =
        new Exchange(exchanges.incrementAndGet(), connection, inConnection, method, target);
    WireFault fault = plan.faultFor(exchange);
    if (fault.kind() != WireFault.Kind.NONE) {
      faults.incrementAndGet();
    }
    return fault;
  }

  /** Opens a connection to the server that ends with {@code link}. */
  Socket connect(Link link) throws IOException {
    Socket socket = new Socket();
    try {
      link.add(socket).connect(server);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  MeteredOutput metered(Socket socket) throws IOException {
    return new MeteredOutput(socket.getOutputStream(), sleeper);
  }

  /**
   * The same, but what is written waits to be flushed: a request that comes in pieces, where the
   * client sent one, may be answered before its body is there, and the answer be lost.
   */
  MeteredOutput buffered(Socket socket) throws IOException {
    return new MeteredOutput(new BufferedOutputStream(socket.getOutputStream(), BUFFER), sleeper);
  }

  ExecutorService threads() {
    return threads;
  }

  /** Writes down what no plan asked for and no connection's end explains. */
  void problem(String text) {
    problems.add(text);
  }

  /** The port that it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Where clients find it. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /** How many connections it has taken. */
  public int connections() {
    return connections.get();
  }

  /** How many exchanges it has seen: requests, or connections where only bytes are seen. */
  public int exchanges() {
    return exchanges.get();
  }

  /** How many of them it has spoilt. */
  public int faults() {
    return faults.get();
  }

  /** What went wrong unplanned, such as a message that is not HTTP; a test expects none. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Ends all connections and waits for its threads. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Link link : links) {
      link.close();
    }
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new IOException("a connection of the proxy does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
