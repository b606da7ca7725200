package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpServer;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address that a command prints opens the file that it was printed for. */
class PrintedAddressesTest {
  /** Pairs that are equal in some normal form of Unicode, and characters with a meaning in URLs. */
  private static final List<String> NAMES =
      List.of(
          "caf\u00e9.txt",
          "cafe\u0301.txt",
          "\u212b",
          "\u00c5",
          "A\u030a",
          "\u2126",
          "\u03a9",
          "\uf900",
          "\u8c48",
          "\u0958",
          "\u0915\u093c",
          "\uac00",
          "\u1100\u1161",
          "\ud83d\ude00",
          "year=2026/a b",
          "a+b",
          "a%20b",
          "100%",
          "q?x=1",
          "f#1",
          "a&b;c,d",
          "u:p@h",
          "x;token=t",
          "-r",
          "--json",
          "c:d",
          "*",
          "[a]",
          "{a,b}",
          "'q'",
          "\"d\"",
          "$HOME",
          "~",
          "...",
          "tab\there",
          "new\nline",
          "<&>");

  @TempDir private Path folder;

  private CommandLineRun cli() {
    return new CommandLineRun(folder);
  }

  private static void fill(Store store) {
    NAMES.forEach(name -> store.writeText(name, name));
  }

  private void configure() throws IOException {
    String root = folder.resolve("in").toString();
    Files.writeString(
        folder.resolve("remote-store.toml"),
        "[backends.b]\ntype = \"local\"\noptions = { root = \""
            + root
            + "\" }\n"
            + "[stores.data]\nbackend = \"b\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "./", "in", "in/", "./in", "data:", "file:in", "file:in/"})
  void ofFilesOfThisMachine(String address) throws IOException {
    configure();
    boolean here = address.startsWith(".") && !address.contains("in");
    try (Store store = Stores.local(here ? folder : folder.resolve("in"))) {
      fill(store);
    }
    leadBack(cli(), address, here ? Set.of("remote-store.toml") : Set.of());
  }

  @Test
  void ofAStoreInMemory() throws IOException {
    try (Store store = Stores.open("memory:printed-addresses")) {
      fill(store);
      leadBack(cli(), "memory:printed-addresses", Set.of());
      leadBack(cli(), "memory:printed-addresses?concurrency=2", Set.of());
    }
  }

  @Test
  void ofABucket() throws IOException {
    Map<String, String> objects =
        NAMES.stream().collect(Collectors.toMap(name -> "p q/" + name, name -> name));
    try (SmallS3 server = SmallS3.of(objects)) {
      String query = "?endpoint_url=" + server.url() + "&key=k&secret=s&region_name=r";
      leadBack(cli(), "s3://bucket/p%20q" + query, Set.of());
      leadBack(cli(), "s3://bucket/p%20q/" + query, Set.of());
    }
  }

  /** Web servers list nothing: the printed address is the given one. */
  @Test
  void ofAWebServer() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] path = exchange.getRequestURI().getRawPath().getBytes(StandardCharsets.US_ASCII);
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(200, head ? -1 : path.length);
          if (!head) {
            exchange.getResponseBody().write(path);
          }
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      for (String name : List.of("caf%C3%A9.txt", "cafe%CC%81.txt", "%E2%84%AB", "%EF%A4%80")) {
        CommandLineRun cli = cli();
        assertThat(cli.run("stat", "--json", base + name)).as(cli.err()).isZero();
        String address = strings(cli.out(), "address").iterator().next();
        assertThat(cli.run("cat", address)).isZero();
        assertThat(cli.out()).isEqualTo("/" + name);
      }
    } finally {
      server.stop(0);
    }
  }

  private static void leadBack(CommandLineRun cli, String folder, Set<String> others)
      throws IOException {
    List<String> found = printed(cli, "address", others, "find", "--json", folder);
    opensEach(cli, found);
    assertThat(printed(cli, "address", others, "ls", "-r", "--json", folder))
        .containsExactlyInAnyOrderElementsOf(found);
    assertThat(printed(cli, "source", others, "cp", "-r", "-n", "--json", folder, "memory:"))
        .containsExactlyInAnyOrderElementsOf(
            found.stream().map(PrintedAddressesTest::shown).toList());
    assertThat(cli.run("find", "-0", folder)).isZero();
    assertThat(cli.out().split("\0", -1)).contains(found.toArray(String[]::new));
  }

  private static String shown(String address) {
    return address.contains("://") ? Secret.ofUrl(address).toString() : address;
  }

  private static List<String> printed(
      CommandLineRun cli, String field, Set<String> others, String... command) {
    assertThat(cli.run(command)).as(cli.err()).isZero();
    return strings(cli.out(), field).stream()
        .filter(address -> others.stream().noneMatch(address::endsWith))
        .toList();
  }

  private static void opensEach(CommandLineRun cli, List<String> addresses) {
    Set<String> contents = new LinkedHashSet<>();
    for (String address : addresses) {
      assertThat(cli.run("cat", "--", address)).as("%s: %s", address, cli.err()).isZero();
      String content = cli.out();
      assertThat(contents.add(content)).as("%s opens %s again", address, content).isTrue();
      assertThat(cli.run("rm", "-n", "--json", "--", address)).as(cli.err()).isZero();
      assertThat(strings(cli.out(), "removed")).containsExactly(shown(address));
    }
    assertThat(contents).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  private static List<String> strings(String records, String name) {
    List<String> found = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(records)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && name.equals(json.currentName())) {
          found.add(json.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
