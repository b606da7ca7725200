package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.remotestore.Capability;
import io.remotestore.ErrorDetails;
import io.remotestore.ListOptions;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PathEntry;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkup finds, on stores that are well and on some that are not. */
class DoctorTest {
  /** No name server is asked for a label that long, so that none can make up an answer. */
  private static final String NOWHERE = "n".repeat(64) + ".invalid";

  private final Path folder;
  private final CommandLineRun cli;

  DoctorTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder).withClock(Clock.systemUTC());
  }

  /** A web server with one page, which calls itself Pages. */
  private static HttpServer pages() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          byte[] body = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Server", "Pages");
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, head ? -1 : body.length);
          if (!head) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private List<String> lines() {
    return cli.out().lines().toList();
  }

  @Test
  void aFolderIsWell() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "alpha");

    assertThat(cli.run("doctor", ".")).isZero();

    assertThat(lines().get(0)).isEqualTo(".  local " + folder);
    assertThat(lines().get(1)).matches("ok      ping      \\d+ ms");
    assertThat(lines().get(2)).matches("ok      list      \\d+ ms");
    assertThat(lines().get(3)).matches("ok      read      \\d+ ms  5 bytes of a.txt");
    assertThat(lines().get(4))
        .isEqualTo("-       write     --write writes, reads back and deletes a small file");
    assertThat(lines().get(5)).startsWith("can     READ WRITE DELETE ");
    assertThat(lines()).contains("cannot  TAGS  the backend keeps no tags");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void writingLeavesNothing() throws IOException {
    assertThat(cli.run("doctor", "--write", "--json", "memory:doctor/x")).isZero();
    assertThat(cli.out())
        .contains("\"check\":\"read\",\"detail\":\"no file to read; name one\"")
        .contains("\"status\":\"ok\",\"check\":\"write\",\"millis\":")
        .contains("\"detail\":\"x/remote-store-doctor-")
        .contains("\"status\":\"ok\",\"check\":\"verify\"")
        .contains("\"status\":\"ok\",\"check\":\"delete\"")
        .contains("\"missing\":{\"LAZY_READ\":\"the backend hands over a whole file at once\"");

    assertThat(cli.run("doctor", "--write", ".")).isZero();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWebServerIsLookedAt() throws IOException {
    HttpServer server = pages();
    try {
      int port = server.getAddress().getPort();
      assertThat(cli.run("doctor", "--write", "http://127.0.0.1:" + port + "/a.html")).isZero();
      assertThat(lines().get(1)).matches("ok      lookup    \\d+ ms  127.0.0.1");
      assertThat(lines().get(2)).matches("ok      connect   \\d+ ms  127.0.0.1:" + port);
      assertThat(lines().get(3)).matches("ok      server    \\d+ ms  Pages");
      assertThat(lines().get(4)).matches("ok      ping      \\d+ ms");
      assertThat(lines().get(5)).matches("ok      read      \\d+ ms  18 bytes of a.html");
      assertThat(lines().get(6))
          .isEqualTo("-       write     files on a web server can only be read");
      assertThat(lines()).noneMatch(line -> line.startsWith("odd") && !line.contains("is slow"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aWebServerIsNoBucket() throws IOException {
    HttpServer server = pages();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(cli.run("doctor", s3(url))).isEqualTo(1);
      assertThat(lines().get(0))
          .isEqualTo("s3://data?endpoint_url=" + url + "&key=***&secret=***  s3 " + url + "/data");
      assertThat(lines()).anyMatch(line -> line.contains("region us-east-1, path style"));
      assertThat(lines())
          .anyMatch(line -> line.matches("failed  ping      .*the endpoint is probably not S3.*"))
          .contains("odd     the server answers with web pages: is it one for 's3'?");
      assertThat(cli.out()).doesNotContain("not-to-be-shown");
    } finally {
      server.stop(0);
    }
  }

  private static String s3(String endpoint) {
    return "s3://data?endpoint_url=" + endpoint + "&key=k&secret=not-to-be-shown";
  }

  @Test
  void aClockThatIsOffIsOdd() throws IOException {
    HttpServer server = pages();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.html";
      cli.withClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
      assertThat(cli.run("doctor", url)).isZero();
      assertThat(cli.out()).containsPattern("odd     the server's clock is 3[56]\\d\\d s behind");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyAtThePortFails() throws IOException {
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // and never listens
      int port = silent.getLocalPort();
      assertThat(cli.run("doctor", s3("http://127.0.0.1:" + port))).isEqualTo(1);
      assertThat(lines())
          .anyMatch(line -> line.startsWith("failed  connect   127.0.0.1:" + port + ": "))
          .anyMatch(line -> line.startsWith("failed  ping      The backend is unavailable: "));
      assertThat(cli.out()).contains("can     READ ").doesNotContain("read back");
    }
  }

  @Test
  void aLookThatFailsDecidesNothing() throws IOException {
    HttpServer server = pages();
    try {
      server.removeContext("/");
      server.createContext(
          "/",
          exchange -> {
            if (!"close".equals(exchange.getRequestHeaders().getFirst("Connection"))) {
              exchange.sendResponseHeaders(200, -1); // to the store; who looks gets no answer
            }
            exchange.close();
          });
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a.html";
      assertThat(cli.run("doctor", url)).isZero();
      assertThat(lines().get(3))
          .isEqualTo(
              "-       server    it does not answer in HTTP; the store reaches it another way");
      assertThat(lines().get(4)).matches("ok      ping      \\d+ ms");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aBucketMayHaveAnUnderscoreInAHost() throws IOException {
    HttpServer server = pages();
    try {
      String url = s3("http://localhost:" + server.getAddress().getPort()) + "&addressing=virtual";
      assertThat(cli.run("doctor", url.replace("//data", "//my_data"))).isEqualTo(1);
      assertThat(cli.out()).contains("region us-east-1, bucket in the host");
      assertThat(cli.err()).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aReportThatNobodyTakesLeavesNoFile() throws IOException {
    OutputStream closing =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int start, int length) throws IOException {
            String text = new String(bytes, start, length, StandardCharsets.UTF_8);
            if (text.startsWith("ok      write")) {
              throw new IOException("Broken pipe");
            }
          }
        };
    assertThat(cli.runInto(closing, "doctor", "--write", ".")).isEqualTo(1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aWriteThatMayHaveHappenedIsTakenBack() throws IOException {
    try (Store memory = Stores.memory()) {
      OutcomeUnknownException lost =
          new OutcomeUnknownException(ErrorDetails.of("The reply was lost").build(), null);
      assertThat(checkup(memory, lost)).isEmpty();
      assertThat(lines())
          .anyMatch(
              line -> line.matches("failed  write     remote-store-doctor-.*: The reply was lost"))
          .anyMatch(line -> line.startsWith("ok      delete  "));
    }
  }

  @Test
  void aWriteThatIsRefusedLeavesNothingToDelete() throws IOException {
    try (Store memory = Stores.memory()) {
      PermissionDeniedException denied =
          new PermissionDeniedException(ErrorDetails.of("Not allowed").build(), null);
      assertThat(checkup(memory, denied)).hasSize(1); // written by this test's store all the same
      assertThat(cli.out()).contains("Not allowed").doesNotContain("delete  ");
    }
  }

  /** Checks a store that writes and then says otherwise; returns what is left in it. */
  private List<? extends PathEntry> checkup(Store store, RuntimeException afterWrite)
      throws IOException {
    Store failing =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> {
                  try {
                    Object result = method.invoke(store, arguments);
                    if (method.getName().equals("write")) {
                      throw afterWrite;
                    }
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    Console console = cli.console();
    new Checkup(console, report(console, failing)).run(true);
    try (Stream<? extends PathEntry> left = store.listFiles("", ListOptions.recursive())) {
      return left.toList();
    }
  }

  @Test
  void aServerThatHidesWhatIsBelowAFileIsFoundOut() throws IOException {
    try (Store memory = Stores.memory()) {
      assertThat(checkupOfNames(memory, new Prefixes(memory, Below.REFUSED))).isEmpty();
      assertThat(checkupOfNames(memory, new Prefixes(memory, Below.LISTED))).isEmpty();
      assertThat(cli.out()).contains("ok      write").doesNotContain("hides");
      assertThat(checkupOfNames(memory, new Prefixes(memory, Below.HIDDEN))).isEmpty();
      assertThat(cli.out())
          .contains("a file on the name of a folder hides the files below it")
          .contains("reject_write_over_folder");
    }
  }

  private enum Below {
    REFUSED,
    LISTED,
    HIDDEN
  }

  /** A store in memory, as if its folders were prefixes. */
  private record Prefixes(Store memory, Below below) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object first = arguments == null || arguments.length == 0 ? "" : arguments[0];
      if (method.getName().equals("supports") && first == Capability.EMPTY_FOLDERS) {
        return false;
      }
      boolean onFolder = first instanceof String path && !path.isEmpty() && memory.isFolder(path);
      if (onFolder && below != Below.REFUSED && !method.getName().equals("listFiles")) {
        return null; // writes and deletes of the file succeed
      }
      if (onFolder && below == Below.HIDDEN) {
        return Stream.empty();
      }
      try {
        return method.invoke(memory, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** Checks a store; returns the files that are left in it. */
  private List<? extends PathEntry> checkupOfNames(Store store, Prefixes seen) throws IOException {
    Console console = cli.console();
    Store proxy =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, seen);
    new Checkup(console, report(console, proxy)).run(true);
    try (Stream<? extends PathEntry> left = store.listFiles("", ListOptions.recursive())) {
      return left.toList();
    }
  }

  @Test
  void aNameThatNobodyKnowsFails() {
    assertThat(cli.run("doctor", "https://" + NOWHERE + "/a.txt")).isEqualTo(1);
    assertThat(lines())
        .contains("failed  lookup    no address is known for " + NOWHERE)
        .anyMatch(line -> line.startsWith("failed  ping      "));
  }

  @Test
  void aProxyStandsBeforeTheServer() throws IOException {
    cli.environment.put("HTTPS_PROXY", "http://proxy.invalid:3128");
    for (String others : List.of("", "valid, x" + NOWHERE)) {
      cli.environment.put("NO_PROXY", others);
      lookAtNowhere();
      assertThat(lines())
          .contains("-       connect   HTTPS_PROXY names a proxy, which this look would pass by");
    }
  }

  @Test
  void someServersHaveNoProxyBeforeThem() throws IOException {
    cli.environment.put("HTTPS_PROXY", "http://proxy.invalid:3128");
    for (String entry : List.of(NOWHERE, ".invalid", "*.INVALID", "invalid", "*")) {
      cli.environment.put("no_proxy", "localhost, " + entry);
      lookAtNowhere();
      assertThat(lines())
          .as(entry)
          .contains("failed  lookup    no address is known for " + NOWHERE);
    }
  }

  /** Looks without a store, which would try more than once. */
  private void lookAtNowhere() throws IOException {
    Console console = cli.console();
    try (Store memory = Stores.memory()) {
      CheckReport report = report(console, memory);
      ServerLook look = ServerLook.at("https://" + NOWHERE + "/data", console, report);
      assertThat(look).isNotNull();
      look.tellFailure(report, false);
    }
  }

  /** A report on what {@link #lines()} returns. */
  private CheckReport report(Console console, Store store) throws IOException {
    cli.clear();
    Output out = new Output(console.out(), console.outScreen());
    Place place = new Place(store, "", "data:", "", Place.Form.STORE);
    return new CheckReport(new RemoteStoreCommand(console, out, out), place);
  }

  @Test
  void whatCannotBeOpenedIsToldAsEverywhere() {
    assertThat(cli.run("doctor", "nothing:")).isEqualTo(2);
    assertThat(cli.err()).contains("nothing is called 'nothing'");
  }
}
