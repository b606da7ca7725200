package io.remotestore.cli;

import io.remotestore.cli.Checkup.Timer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The view of a server from outside: its name, its port, its certificate, and its answer to a
 * request without credentials. Nothing secret is sent.
 */
final class ServerLook {
  private static final int PATIENCE_MILLIS = 5000;
  private static final int LEAST_PATIENCE_MILLIS = 1000;
  private static final int MOST_LINES = 100;
  private static final Duration SLOW_LOOKUP = Duration.ofMillis(200);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofDays(14);

  private final URI uri;
  private final Console console;
  private Duration lookup = Duration.ZERO;
  private Duration clockAhead = Duration.ZERO;
  private String contentType = "";
  private @Nullable Instant certificateEnds;
  private String step = "lookup";
  private String problem = "";

  private ServerLook(URI uri, Console console) {
    this.uri = uri;
    this.console = console;
  }

  /**
   * Looks at the server of a service, and reports all but a failure; null where the service is
   * none.
   */
  static @Nullable ServerLook at(String service, Console console, CheckReport report)
      throws IOException {
    if (!service.startsWith("http://") && !service.startsWith("https://")) {
      return null;
    }
    ServerLook look = new ServerLook(URI.create(root(service)), console);
    String proxy = look.proxy();
    if (proxy != null) {
      report.leftOut("connect", proxy + " names a proxy, which this look would pass by");
    } else {
      look.look(report);
    }
    return look;
  }

  /** The bucket in the URL of a service may be no path of a URI. */
  private static String root(String service) {
    int path = service.indexOf('/', service.indexOf("//") + 2);
    return path < 0 ? service : service.substring(0, path);
  }

  /** The variable that names a proxy for this server, or null. Options of the store may differ. */
  private @Nullable String proxy() {
    String variable = isTls() ? "HTTPS_PROXY" : "HTTP_PROXY";
    if (isLoopback() || variable(variable).isBlank()) {
      return null;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    for (String entry : variable("NO_PROXY").toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = entry.strip().replaceFirst("^\\*?\\.", "");
      if (name.equals("*") || (!name.isEmpty() && ("." + host).endsWith("." + name))) {
        return null;
      }
    }
    return variable;
  }

  private String variable(String name) {
    String lower = console.environment().apply(name.toLowerCase(Locale.ROOT));
    String value = lower != null ? lower : console.environment().apply(name);
    return value == null ? "" : value;
  }

  private boolean isTls() {
    return "https".equals(uri.getScheme());
  }

  private boolean isLoopback() {
    String host = uri.getHost();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private int port() {
    return uri.getPort() >= 0 ? uri.getPort() : isTls() ? 443 : 80;
  }

  private void look(CheckReport report) throws IOException {
    Timer timer = new Timer();
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(uri.getHost());
    } catch (UnknownHostException e) {
      problem = "no address is known for " + uri.getHost();
      return;
    }
    lookup = timer.took();
    String found =
        Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
    report.works("lookup", lookup, found);
    step = "connect";
    Timer connecting = new Timer();
    try (Socket socket = connected(addresses)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      report.works("connect", connecting.took(), uri.getHost() + ":" + port());
      greet(socket, report);
    } catch (IOException | GeneralSecurityException e) {
      String text = e.getMessage() == null ? e.toString() : e.getMessage();
      problem = uri.getHost() + ":" + port() + ": " + text;
    }
  }

  /** Tries one address after the other, as stores do. */
  private Socket connected(InetAddress[] addresses) throws IOException {
    int patience = Math.max(LEAST_PATIENCE_MILLIS, PATIENCE_MILLIS / addresses.length);
    IOException failure = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port()), patience);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private void greet(Socket socket, CheckReport report)
      throws IOException, GeneralSecurityException {
    if (!isTls()) {
      ask(socket, report);
      return;
    }
    step = "TLS";
    Timer timer = new Timer();
    try (SSLSocket secure =
        (SSLSocket) anyone().getSocketFactory().createSocket(socket, uri.getHost(), port(), true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      SSLSession session = secure.getSession();
      report.works("TLS", timer.took(), described(session));
      ask(secure, report);
    }
  }

  private String described(SSLSession session) throws IOException {
    String text = session.getProtocol() + ", " + session.getCipherSuite();
    for (Certificate certificate : session.getPeerCertificates()) {
      if (certificate instanceof X509Certificate x509) {
        certificateEnds = x509.getNotAfter().toInstant();
        return text
            + ", certificate of "
            + x509.getSubjectX500Principal().getName()
            + " until "
            + FileLine.time(certificateEnds);
      }
    }
    return text;
  }

  /** Requests the root without credentials. */
  private void ask(Socket socket, CheckReport report) throws IOException {
    step = "server";
    Timer timer = new Timer();
    Instant asked = console.clock().instant();
    String request =
        "HEAD / HTTP/1.1\r\nHost: "
            + uri.getRawAuthority()
            + "\r\nUser-Agent: remote-store\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String status = in.readLine();
    if (status == null || !status.startsWith("HTTP/")) {
      problem = "it does not answer in HTTP";
      return;
    }
    Map<String, String> headers = headers(in);
    contentType = headers.getOrDefault("content-type", "");
    clockAhead = ahead(headers.get("date"), asked);
    String software = headers.getOrDefault("server", "it does not say what it is");
    report.works("server", timer.took(), software);
  }

  private static Map<String, String> headers(BufferedReader in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < MOST_LINES; i++) {
      String line = in.readLine();
      if (line == null || line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** To the second, as the header is: less than that is no difference. */
  private static Duration ahead(@Nullable String date, Instant asked) {
    if (date == null) {
      return Duration.ZERO;
    }
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(asked, theirs);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  /**
   * Tells of the step at which the look ended early, if it did: as a failure if a ping fails, too,
   * and as left out if the store got an answer all the same, by a proxy or with a certificate of
   * its own.
   */
  void tellFailure(CheckReport report, boolean reached) throws IOException {
    if (problem.isEmpty()) {
      return;
    }
    if (reached) {
      report.leftOut(step, problem + "; the store reaches it another way");
    } else {
      report.fails(step, problem);
    }
  }

  /** Says what is odd about it. */
  void tellOdd(CheckReport report, String backend, boolean reached) throws IOException {
    if (!isTls() && !isLoopback()) {
      report.odd("http without TLS: a machine on the way can read and change the traffic");
    }
    if (lookup.compareTo(SLOW_LOOKUP) > 0) {
      report.odd("the lookup of the name is slow: " + lookup.toMillis() + " ms");
    }
    if (clockAhead.abs().compareTo(CLOCK_TOLERANCE) > 0) {
      report.odd(
          "the server's clock is %d s %s of this one; signatures and conditions need both right"
              .formatted(
                  clockAhead.abs().toSeconds(), clockAhead.isNegative() ? "behind" : "ahead"));
    }
    Instant ends = certificateEnds;
    if (ends != null && ends.isBefore(console.clock().instant().plus(SOON))) {
      report.odd("the certificate ends on " + FileLine.time(ends));
    }
    if (!reached && !backend.equals("http") && contentType.startsWith("text/html")) {
      report.odd("the server answers with web pages: is it one for '" + backend + "'?");
    }
  }

  /** Looks at certificates without judging them: whether one is trusted, a ping tells. */
  private static SSLContext anyone() throws GeneralSecurityException {
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {all}, null);
    return context;
  }
}
