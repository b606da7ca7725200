package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotestore.ConfigException;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
  private final Path folder;
  private final CommandLineRun cli;

  AddressesTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  private void config(String file, String store, String root) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(
        path,
        """
        [backends.disk]
        type = "local"
        options = { root = "${BASE}/%s" }

        [stores.%s]
        backend = "disk"
        root_path = "base"
        """
            .formatted(root, store));
    cli.environment.put("BASE", folder.toString());
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  @Test
  void aConfiguredStoreIsReachedByItsName() throws IOException {
    config("remote-store.toml", "data", "disk");

    assertThat(cli.withInput("x").run("put", "-", "data:a/b.txt")).isZero();

    assertThat(folder.resolve("disk/base/a/b.txt")).hasContent("x");
    assertThat(cli.run("ls", "-r", "data:")).isZero();
    assertThat(cli.out()).isEqualTo("a/b.txt\n");
    assertThat(cli.run("cat", "data:/a/b.txt")).isZero();
    assertThat(cli.run("cat", "data:../b.txt")).isEqualTo(2);
    assertThat(cli.err()).contains("'..'").contains("../b.txt");
  }

  @Test
  void theNearestConfigurationHolds() throws IOException {
    cli.environment.put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    config("xdg/remote-store/remote-store.toml", "user", "u");
    write("u/base/f", "from the user's folder");
    assertThat(cli.run("cat", "user:f")).isZero();
    assertThat(cli.out()).isEqualTo("from the user's folder");

    config("remote-store.toml", "here", "h");
    assertThat(cli.run("cat", "user:f")).isEqualTo(2);
    assertThat(cli.err()).contains("stores in " + folder.resolve("remote-store.toml") + ": here");

    config("other.toml", "given", "g");
    write("g/base/f", "given");
    assertThat(cli.run("--config", "other.toml", "cat", "given:f")).isZero();
    assertThat(cli.out()).isEqualTo("given");
    assertThat(cli.run("cat", "given:f", "--config", "none.toml")).isEqualTo(2);
    assertThat(cli.err()).endsWith("none.toml: there is no such file\n");
  }

  @Test
  void onWindowsTheFolderOfApplicationsHoldsIt() throws IOException {
    cli.environment.put("HOME", folder.resolve("home").toString());
    cli.environment.put("APPDATA", folder.resolve("roaming").toString());
    config("roaming/remote-store/remote-store.toml", "user", "u");
    write("u/base/f", "from the folder of applications");
    assertThat(cli.run("cat", "user:f")).isZero();
    assertThat(cli.out()).isEqualTo("from the folder of applications");
  }

  @Test
  void theHomeFolderStandsInForXdg() throws IOException {
    cli.environment.put("HOME", folder.resolve("home").toString());
    config("home/.config/remote-store/remote-store.toml", "user", "u");

    assertThat(cli.withInput("x").run("put", "-", "user:f")).isZero();
  }

  @Test
  void aWrongConfigurationIsToldWhole() throws IOException {
    write("remote-store.toml", "[backends.b]\ntype = \"locl\"\n[stores.s]\nbackend = \"x\"\n");

    assertThat(cli.run("ls", "s:")).isEqualTo(2);
    assertThat(cli.err())
        .startsWith("remote-store ls: " + folder.resolve("remote-store.toml") + ": ")
        .contains("locl", "stores.s.backend")
        .doesNotContain("\tat ");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() throws IOException {
    config("remote-store.toml", "data", "disk");
    cli.environment.clear();

    assertThat(cli.run("ls", "data:")).isEqualTo(2);
    assertThat(cli.err()).contains("backends.disk.options.root", "'BASE' is not set");
  }

  @Test
  void aNameThatNobodyKnowsIsAnErrorThatNamesWhatThereIs() throws IOException {
    write("a:b", "a file of that name changes nothing");

    assertThat(cli.run("cat", "a:b")).isEqualTo(2);
    assertThat(cli.err())
        .contains(
            "nothing is called 'a': there is no configuration file; looked for ["
                + folder.resolve("remote-store.toml")
                + "]; URL schemes: file, http, https, memory, s3, s3a, s3n; a local file is written"
                + " ./a:b");
    assertThat(cli.run("cat", "./a:b")).isZero();
    assertThat(cli.run("cat", "gopher://host/key")).isEqualTo(2);
    assertThat(cli.err())
        .contains("unknown scheme 'gopher'; known: file, http, https, memory, s3, s3a, s3n");
  }

  @Test
  void aStoreGoesBeforeAScheme() throws IOException {
    config("remote-store.toml", "memory", "disk");
    write("disk/base/f", "from the store");
    try (Store store = Stores.open("memory:addresses")) {
      store.writeText("f", "from the URL");
    }

    assertThat(cli.run("cat", "memory:f")).isZero();
    assertThat(cli.out()).isEqualTo("from the store");
    assertThat(cli.run("cat", "memory://addresses/f")).isZero();
    assertThat(cli.out()).isEqualTo("from the URL");
  }

  @Test
  void aUrlLeadsToAFileOrAFolder() throws IOException {
    write("dir/a b.txt", "text");
    String url = folder.toUri() + "dir/a%20b.txt";

    assertThat(cli.run("cat", url)).isZero();
    assertThat(cli.out()).isEqualTo("text");
    assertThat(cli.run("cat", url + "?durability=fsync")).isZero();
    assertThat(cli.run("cat", url + "?durabilty=fsync")).isEqualTo(2);
    assertThat(cli.err()).contains("durabilty: unknown option; did you mean 'durability'?");
    assertThat(cli.run("cat", "file:dir/a%20b.txt")).isZero();
    assertThat(cli.run("ls", "FILE:dir")).isZero();
    assertThat(cli.out()).isEqualTo("a b.txt\n");
    assertThat(cli.run("ls", folder.toUri() + "none/x")).isEqualTo(3);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aLinkToAFileIsFollowed() throws IOException {
    write("dir/real.txt", "text");
    Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/l"), folder.resolve("dir/real.txt"));

    assertThat(cli.run("cat", "links/l")).isZero();
    assertThat(cli.out()).isEqualTo("text");
  }

  @Test
  void aBackslashInANameIsRefusedAndNotASeparator() throws IOException {
    write("a/b", "another file");

    assertThat(cli.run("cat", "a\\b")).isEqualTo(2);
    assertThat(cli.err()).contains("A name with a backslash cannot be a key");
    assertThat(cli.run("cat", "a\0b")).isEqualTo(2);
    assertThat(cli.err()).contains("This machine cannot name a file so: a\\u0000b");
  }

  @Test
  void urlsOfOneServiceLeadToOneStore() {
    String query = "?region_name=eu-west-1&key=k&secret=s";
    Console console = cli.console();
    try (Addresses addresses = new Addresses(console, new ConfigFiles(console, null))) {
      Place one = addresses.locate("s3://data/a/b.txt" + query);
      Place other = addresses.locate("s3://data/c.txt" + query);
      assertThat(other.store()).isSameAs(one.store());
      assertThat(one.key()).isEqualTo("a/b.txt");
      assertThat(other.key()).isEqualTo("c.txt");
      for (String url :
          List.of("s3://else/c.txt" + query, "s3://data/c.txt" + query + "&checksum=none")) {
        assertThat(addresses.locate(url).store()).isNotSameAs(one.store());
      }
      assertThat(addresses.locate("memory:").store())
          .isNotSameAs(addresses.locate("memory:").store());
    }
  }

  @Test
  void secretsInAnAddressAreNotShown() {
    assertThat(cli.run("ping", "memory:shown?key=hidden")).isEqualTo(2);
    assertThat(cli.out() + cli.err()).doesNotContain("hidden");
    assertThat(cli.run("caps", "--json", "s3://data?region_name=r&key=hidden&secret=hidden"))
        .isZero();
    assertThat(cli.out())
        .contains("s3://data?region_name=r&key=***&secret=***")
        .doesNotContain("hidden");
  }

  @Test
  void secretsInAnAddressAreNotShownAsItIsListed() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", AddressesTest::bucketOfOneFile);
    server.start();
    try {
      String query =
          "?endpoint_url=http://127.0.0.1:"
              + server.getAddress().getPort()
              + "&key=hidden&secret=hidden";
      String masked = query.replace("hidden", "***");
      for (String command : List.of("du", "tree", "ls", "stat")) {
        for (String path : List.of("a", "a/b.txt")) {
          assertThat(cli.run(command, "s3://data/" + path + query)).as(command).isZero();
          assertThat(cli.out() + cli.err()).as(command).isNotEmpty().doesNotContain("hidden");
        }
      }
      assertThat(cli.run("du", "--depth", "1", "s3://data" + query)).isZero();
      assertThat(cli.out().lines())
          .satisfiesExactly(
              line -> assertThat(line).endsWith("  s3://data/a" + masked),
              line -> assertThat(line).endsWith("  s3://data" + masked));
      assertThat(cli.run("tree", "s3://data/a" + query)).isZero();
      assertThat(cli.out()).startsWith("s3://data/a" + masked + "\n");
    } finally {
      server.stop(0);
    }
  }

  /** Answers as a bucket does that holds {@code a/b.txt}. */
  private static void bucketOfOneFile(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    boolean head = exchange.getRequestMethod().equals("HEAD");
    boolean isFile = exchange.getRequestURI().getPath().equals("/data/a/b.txt");
    boolean isRoot = query.contains("delimiter") && !query.contains("prefix=a/");
    boolean isBelowFile = query.contains("prefix=a/b.txt/");
    String found =
        isRoot
            ? "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>"
            : isBelowFile
                ? ""
                : "<Contents><Key>a/b.txt</Key><Size>3</Size><ETag>&quot;e&quot;</ETag>"
                    + "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>";
    byte[] body =
        ("<ListBucketResult><Name>data</Name><IsTruncated>false</IsTruncated>"
                + found
                + "</ListBucketResult>")
            .getBytes(StandardCharsets.UTF_8);
    if (head && isFile) {
      exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
      exchange.getResponseHeaders().set("Content-Length", "3");
    }
    exchange.getResponseHeaders().set("x-amz-request-id", "1");
    exchange.sendResponseHeaders(head && !isFile ? 404 : 200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Test
  void aPathThatCannotBeIsToldAlikeForEveryUrl() {
    String query = "?region_name=r&key=k&secret=s";
    Console console = cli.console();
    try (Addresses addresses = new Addresses(console, new ConfigFiles(console, null))) {
      String wrong = "s3://data/../x" + query;
      assertThatThrownBy(() -> addresses.locate(wrong)).isInstanceOf(ConfigException.class);
      assertThat(addresses.locate("s3://data/a" + query).key()).isEqualTo("a");
      assertThatThrownBy(() -> addresses.locate(wrong))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("s3://data/../x")
          .hasMessageContaining("'..'");
    }
  }
}
