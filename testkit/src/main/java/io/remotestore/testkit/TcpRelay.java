package io.remotestore.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Passes on the bytes of one connection, in both directions at once. */
final class TcpRelay {
  private final FaultProxy proxy;
  private final Socket client;
  private final int connection;
  private final Link link;

  TcpRelay(FaultProxy proxy, Socket client, int connection, Link link) {
    this.proxy = proxy;
    this.client = client;
    this.connection = connection;
    this.link = link;
  }

  void run() throws IOException {
    WireFault fault = proxy.faultFor(connection, 1, "", "");
    if (fault.needsHttp()) {
      throw new IllegalArgumentException(fault + " needs a proxy that knows HTTP");
    }
    if (fault.kind() == WireFault.Kind.REFUSED) {
      link.end(WireFault.End.RESET);
      return;
    }
    MeteredOutput down = proxy.metered(client).rate(fault.rate());
    if (fault.kind() == WireFault.Kind.DELAYED) {
      down.pause(fault.time());
    }
    Socket server = proxy.connect(link);
    MeteredOutput up = proxy.metered(server);
    up.limit(fault.limit(WireFault.Kind.REQUEST_CUT));
    down.limit(fault.limit(WireFault.Kind.REPLY_CUT));
    Future<?> requests = proxy.threads().submit(() -> pass(client, up, server, fault));
    pass(server, down, client, fault);
    await(requests);
  }

  /** Passes on one direction; its orderly end is passed on, too, and leaves the other open. */
  private void pass(Socket source, MeteredOutput to, Socket target, WireFault fault) {
    try {
      try {
        MessageHead.copy(source.getInputStream(), to);
        target.shutdownOutput();
      } catch (MeteredOutput.CutException e) {
        link.end(fault.end());
      } catch (IOException e) {
        link.close();
      }
    } catch (IOException e) {
      proxy.problem(e.toString());
    }
  }

  private static void await(Future<?> other) throws IOException {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
