package io.remotestore.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes on the requests of one connection and their replies, one after the other. */
final class HttpRelay {
  private static final int BUFFER = 64 * 1024;

  private final FaultProxy proxy;
  private final int connection;
  private final Link link;
  private final InputStream requests;
  private final MeteredOutput down;

  /** The connection to the server, opened for the first request that is passed on. */
  private @Nullable Upstream upstream;

  private record Upstream(InputStream replies, MeteredOutput up) {}

  HttpRelay(FaultProxy proxy, Socket client, int connection, Link link) throws IOException {
    this.proxy = proxy;
    this.connection = connection;
    this.link = link;
    this.requests = new BufferedInputStream(client.getInputStream(), BUFFER);
    this.down = proxy.metered(client);
  }

  void run() throws IOException {
    boolean goesOn = true;
    for (int n = 1; goesOn; n++) {
      MessageHead request = MessageHead.read(requests);
      if (request == null) {
        return;
      }
      goesOn = serve(request, n);
    }
  }

  /** Serves one request; returns whether another can follow. */
  private boolean serve(MessageHead request, int n) throws IOException {
    WireFault fault;
    try {
      fault = proxy.faultFor(connection, n, request.word(0), request.word(1));
    } catch (IOException e) {
      proxy.problem(String.valueOf(e.getMessage()));
      throw e;
    }
    switch (fault.kind()) {
      case REFUSED -> {
        link.end(WireFault.End.RESET);
        return false;
      }
      case STATUS -> {
        invite(request);
        request.copyRequestBody(requests, OutputStream.nullOutputStream());
        down.write(reply(fault));
        return true;
      }
      case SILENT -> {
        MessageHead.copy(requests, OutputStream.nullOutputStream());
        return false;
      }
      case ANSWERED -> {
        invite(request);
        request.copyRequestBody(requests, OutputStream.nullOutputStream());
        down.write(fault.reply().bytes(request.word(0)));
        return true;
      }
      default -> {
        return forward(request, fault);
      }
    }
  }

  private boolean forward(MessageHead request, WireFault fault) throws IOException {
    try {
      Upstream server = server();
      boolean whole = send(request, fault, server.up());
      return answer(request.word(0), fault, server.replies()) && whole;
    } catch (MeteredOutput.CutException e) {
      link.end(fault.end());
      return false;
    }
  }

  private Upstream server() throws IOException {
    Upstream known = upstream;
    if (known != null) {
      return known;
    }
    Socket socket = proxy.connect(link);
    Upstream opened =
        new Upstream(
            new BufferedInputStream(socket.getInputStream(), BUFFER), proxy.buffered(socket));
    upstream = opened;
    return opened;
  }

  /** Returns whether the server took it whole: it may answer and close before. */
  private boolean send(MessageHead request, WireFault fault, MeteredOutput up) throws IOException {
    up.limit(fault.limit(WireFault.Kind.REQUEST_CUT));
    invite(request);
    Tolerant tolerant = new Tolerant(up);
    tolerant.write(request.bytes());
    request.copyRequestBody(requests, tolerant);
    tolerant.flush();
    if (fault.kind() == WireFault.Kind.REQUEST_CUT) {
      // The request was shorter than the limit: it is cut at its end.
      throw new MeteredOutput.CutException();
    }
    return !tolerant.failed;
  }

  /** Says to go on to a client that waits with its body, in place of the server. */
  private void invite(MessageHead request) throws IOException {
    if (request.says("Expect", "100-continue")) {
      down.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Passes on the reply; returns whether another request can follow. */
  private boolean answer(String method, WireFault fault, InputStream replies) throws IOException {
    MessageHead reply;
    do {
      reply = MessageHead.read(replies);
      if (reply == null) {
        return false;
      }
    } while (reply.status() < 200);
    if (fault.kind() == WireFault.Kind.REPLY_SWALLOWED) {
      reply.copyReplyBody(method, replies, OutputStream.nullOutputStream());
      throw new MeteredOutput.CutException();
    }
    if (fault.kind() == WireFault.Kind.REPLY_REPLACED) {
      reply.copyReplyBody(method, replies, OutputStream.nullOutputStream());
      down.write(fault.reply().bytes(method));
      return !reply.endsWithConnection(method) && !reply.says("Connection", "close");
    }
    if (fault.kind() == WireFault.Kind.DELAYED) {
      down.pause(fault.time());
    }
    down.rate(fault.rate()).limit(fault.limit(WireFault.Kind.REPLY_CUT));
    down.write(reply.without(fault.fields()));
    if (fault.kind() == WireFault.Kind.BODY_CUT) {
      down.limit(fault.amount());
    }
    reply.copyReplyBody(method, replies, down);
    down.rate(0);
    switch (fault.kind()) {
      case REPLY_CUT, BODY_CUT ->
          // It was shorter than the limit: it is cut at its end.
          throw new MeteredOutput.CutException();
      default -> {}
    }
    return !reply.endsWithConnection(method) && !reply.says("Connection", "close");
  }

  private static byte[] reply(WireFault fault) {
    Duration wait = fault.time();
    String text =
        "HTTP/1.1 "
            + fault.amount()
            + " planned\r\n"
            + (wait.isZero() ? "" : "Retry-After: " + wait.toSeconds() + "\r\n")
            + "Content-Length: 0\r\n\r\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Swallows what the server no longer takes. */
  private static final class Tolerant extends OutputStream {
    private final OutputStream out;
    private boolean failed;

    private Tolerant(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failed) {
        return;
      }
      try {
        out.write(bytes, offset, length);
      } catch (MeteredOutput.CutException e) {
        throw e;
      } catch (IOException e) {
        failed = true;
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        failed = true;
      }
    }
  }
}
