package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.cli.Console.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that are about one thing each. */
class CommandsTest {
  private final Path folder;
  private final CommandLineRun cli;

  CommandsTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void files() throws IOException {
    write("in/a.txt", "alpha");
    write("in/sub/b.txt", "be");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void config(String text) throws IOException {
    write("remote-store.toml", text.formatted(folder));
  }

  // ---------------------------------------------------------------- cat

  @ParameterizedTest
  @CsvSource({"0-0,a", "1-2,lp", "3-,ha", "-2,ha", "0-99,alpha"})
  void readsRanges(String range, String expected) {
    assertThat(cli.run("cat", "--range", range, "in/a.txt")).isZero();
    assertThat(cli.out()).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoRange() {
    for (String range : List.of("-", "5-2", "a-b", "3", "1-2-3")) {
      assertThat(cli.run("cat", "--range=" + range, "in/a.txt")).isEqualTo(2);
      assertThat(cli.err()).contains("'" + range + "' is not a range; write 0-99, 100- or -100");
    }
    assertThat(cli.run("cat", "--range", "9-", "in/a.txt")).isEqualTo(1);
  }

  @Test
  void writesOneFileAfterTheOtherAndTellsOfThoseThatAreMissing() {
    assertThat(cli.run("cat", "in/a.txt", "in/none", "in/sub/b.txt")).isEqualTo(3);
    assertThat(cli.out()).isEqualTo("alphabe");
    assertThat(cli.err()).contains("File not found: none");
  }

  // ---------------------------------------------------------------- stat

  @Test
  void tellsOfSeveralForProgramsToo() {
    assertThat(cli.run("stat", "in/a.txt", "in")).isZero();
    assertThat(cli.out().split("\n\n", -1)).hasSize(2);
    assertThat(cli.run("stat", "--json", "in/a.txt")).isZero();
    assertThat(cli.out())
        .startsWith("{\"path\":\"a.txt\",\"location\":\"" + folder + "/in/a.txt\",")
        .contains("\"type\":\"file\",\"bytes\":5,");
  }

  // ---------------------------------------------------------------- mkdir, rm

  @Test
  void makesFolders() {
    assertThat(cli.run("mkdir", "x/y/z", "in")).isZero();
    assertThat(folder.resolve("x/y/z")).isDirectory();
    assertThat(cli.run("mkdir", "in/a.txt")).isEqualTo(2);
    assertThat(folder.resolve("in/a.txt")).hasContent("alpha");
  }

  @Test
  void aBucketNeedsNoFolders() throws IOException {
    try (SmallS3 server = SmallS3.of(Map.of("a.txt", "alpha"))) {
      String query = "?endpoint_url=" + server.url() + "&key=k&secret=s&region_name=r";
      assertThat(cli.run("mkdir", "-p", "s3://bucket/x/y" + query)).as(cli.err()).isZero();
      assertThat(cli.err()).isEmpty();
      assertThat(cli.run("mkdir", "-v", "s3://bucket/x/y" + query)).isZero();
      assertThat(cli.err()).contains("/x/y", "needs no folder");
      assertThat(cli.run("mkdir", "s3://bucket/a.txt" + query)).isEqualTo(2);
      assertThat(cli.err()).contains("It is a file");
      assertThat(cli.run("mkdir", server.url() + "/bucket/x")).isEqualTo(2);
    }
  }

  @Test
  void showsDigestsAsTextForProgramsToo() throws IOException {
    try (SmallS3 server = SmallS3.of(Map.of("a.txt", "alpha"))) {
      String query = "?endpoint_url=" + server.url() + "&key=k&secret=s&region_name=r";
      assertThat(cli.run("stat", "--json", "s3://bucket/a.txt" + query)).as(cli.err()).isZero();
      assertThat(cli.out()).contains("\"digest\":\"crc32:" + SmallS3.crc32("alpha") + "\"");
      assertThat(cli.run("stat", "s3://bucket/a.txt" + query)).isZero();
      assertThat(cli.out()).contains("crc32:" + SmallS3.crc32("alpha") + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "get", "cp", "mv", "rm", "cat", "stat", "mkdir", "presign"})
  void shortHelpIsHelp(String command) {
    assertThat(cli.run(command, "-h")).isZero();
    assertThat(cli.out()).startsWith("Usage: remote-store " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "ls, 'in/*.txt'",
    "cat, 'in/?.csv'",
    "stat, 'in/[ab].csv'",
    "rm, 'in/{a,b}.txt'",
    "du, 'memory:wild/**'"
  })
  void aWildcardGetsAHint(String command, String address) {
    assertThat(cli.run(command, address)).isEqualTo(3);
    assertThat(cli.err())
        .endsWith("; addresses have no wildcards; 'find --glob PATTERN' lists what matches\n");
    assertThat(cli.run(command, "in/none.txt")).isEqualTo(3);
    assertThat(cli.err()).doesNotContain("wildcards");
  }

  @Test
  void removesFilesAndFoldersOnlyWhenTold() {
    assertThat(cli.run("rm", "in")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("remote-store rm: It is a folder: in; -r removes it with all that is below\n");
    assertThat(cli.run("rm", "none", "in/sub/b.txt")).isEqualTo(3);
    assertThat(folder.resolve("in/sub/b.txt")).doesNotExist();
    assertThat(cli.run("rm", "-f", "none")).isZero();
    assertThat(cli.run("rm", "-rn", "in")).isZero();
    assertThat(cli.out()).isEqualTo("would remove in/a.txt\nwould remove in\n");
    assertThat(folder.resolve("in/a.txt")).exists();
    assertThat(cli.run("rm", "-rv", "in")).isZero();
    assertThat(cli.err()).contains("removed in/a.txt\n", "removed in\n");
    assertThat(folder.resolve("in")).doesNotExist();
    assertThat(cli.run("rm", "-rn", "none")).isEqualTo(3);
  }

  @Test
  void removesALinkAndNotWhatItLeadsTo() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in/a.txt"));
    Files.createSymbolicLink(folder.resolve("folder"), folder.resolve("in"));

    assertThat(cli.run("rm", "link")).isZero();

    assertThat(folder.resolve("link")).doesNotExist();
    assertThat(cli.run("rm", "folder")).isZero();
    assertThat(Files.isSymbolicLink(folder.resolve("folder"))).isFalse();
    assertThat(folder.resolve("in/a.txt")).hasContent("alpha");
  }

  @Test
  void aNameIsANameWhateverItBeginsWith() throws IOException {
    write("@list", "precious");
    write("list", "precious");
    write("precious", "kept");
    write("-n", "not an option");

    assertThat(cli.run("rm", "@list")).isZero();
    assertThat(folder.resolve("@list")).doesNotExist();
    assertThat(folder.resolve("precious")).hasContent("kept");
    assertThat(cli.run("find", "--glob", "-n")).isZero();
    assertThat(cli.out()).isEqualTo("./-n\n");
  }

  @Test
  void anEmptyAddressIsNoFolder() {
    for (String[] args :
        new String[][] {{"find", ""}, {"ls", ""}, {"rm", "-r", ""}, {"cp", "in/a.txt", ""}}) {
      assertThat(cli.run(args)).isEqualTo(2);
      assertThat(cli.err()).contains("An address is empty; this folder is .");
    }
  }

  @Test
  void twoDotsBehindALinkLeaveWhatItLeadsTo() throws IOException {
    Files.createDirectories(folder.resolve("far/away"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("far/away"));
    write("far/x", "far");
    write("x", "near");

    assertThat(cli.run("rm", "link/../x")).isZero();

    assertThat(folder.resolve("far/x")).doesNotExist();
    assertThat(folder.resolve("x")).hasContent("near");
  }

  @Test
  void tellsOnlyWhatItDid() {
    assertThat(cli.run("rm", "-fv", "none")).isZero();
    assertThat(cli.out() + cli.err()).isEmpty();
    assertThat(cli.run("find", "in/a.txt")).isEqualTo(2);
    assertThat(cli.err()).contains("It is a file: in/a.txt; find looks below folders");
    assertThat(cli.run("stat", "--json", "in")).isZero();
    assertThat(cli.out()).startsWith("{\"path\":\"\",").contains("\"address\":\"in\"");
    assertThat(cli.run("demo", "--json")).isEqualTo(2);
    assertThat(cli.run("du", "--depth", "-1")).isEqualTo(2);
    assertThat(cli.run("tree", "-L", "0")).isEqualTo(2);
  }

  @Test
  void theFolderThatSomebodyIsInIsNotRemoved() {
    for (String address : List.of(".", "..", "in/..", folder.toString())) {
      assertThat(cli.run("rm", "-r", address)).isEqualTo(2);
      assertThat(cli.err()).contains("The folder that you are in is not removed: " + address);
    }
    assertThat(folder.resolve("in/a.txt")).exists();
  }

  @Test
  void theRootOfAStoreIsNotRemoved() throws IOException {
    config(
        "[backends.b]\ntype = \"local\"\noptions = { root = \"%s/in\" }\n[stores.s]\nbackend = \"b\"");
    assertThat(cli.run("rm", "-r", "s:")).isEqualTo(2);
    assertThat(cli.err()).contains("The root of a store is not removed");
    assertThat(cli.run("rm", "-r", "s:/")).isEqualTo(2);
    assertThat(folder.resolve("in/a.txt")).exists();
  }

  // ---------------------------------------------------------------- ping, caps

  @Test
  void tellsWhatCanBeReached() throws IOException {
    assertThat(cli.run("ping", "in")).isZero();
    assertThat(cli.out()).matches("ok  in  local " + folder + "/in  \\d+ ms\n");
    config(
        """
        [backends.gone]
        type = "local"
        options = { root = "%s/in/sub" }
        [stores.gone]
        backend = "gone"
        """);
    assertThat(cli.run("ping", "-q", "gone:")).isZero();
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void tellsWhatStoresCanDoAndWhyNot() {
    assertThat(cli.run("caps", "memory:caps")).isZero();
    assertThat(cli.out().lines())
        .hasSize(Capability.values().length)
        .contains(
            "WRITE                yes",
            "VERSIONS             -    the store was not opened with versions = kept");
    assertThat(cli.run("caps", "memory:caps", "in")).isZero();
    assertThat(cli.out()).contains("  memory:caps  in\n", "in  TAGS: the backend keeps no tags\n");
    String url = "s3://data?region_name=r&key=";
    assertThat(cli.run("caps", url + "a&secret=x", url + "b&secret=y")).isZero();
    assertThat(cli.out().lines().findFirst())
        .hasValueSatisfying(head -> assertThat(head.split("key=\\*\\*\\*", -1)).hasSize(3));
    assertThat(cli.run("caps", "--json", "memory:caps")).isZero();
    assertThat(cli.out().lines())
        .contains(
            "{\"address\":\"memory:caps\",\"capability\":\"TAGS\",\"supported\":false,"
                + "\"reason\":\"the backend keeps no tags\"}");
  }

  // ---------------------------------------------------------------- config

  @Test
  void checksTheConfiguration() throws IOException {
    assertThat(cli.run("config", "check")).isEqualTo(2);
    assertThat(cli.err())
        .startsWith("remote-store config check: there is no configuration file; looked for [")
        .endsWith("; --config FILE names another\n");
    config(
        """
        [backends.b]
        type = "local"
        options = { root = "%s/in" }
        [stores.data]
        backend = "b"
        root_path = "sub"
        """);
    assertThat(cli.run("config", "check")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            folder.resolve("remote-store.toml")
                + ": 1 store\nok  data  local "
                + folder
                + "/in, root sub\n");
    write("wrong.toml", "[backends.b]\ntype = \"loca\"\n[stores.s]\nbackend = \"c\"\n");
    assertThat(cli.run("config", "check", "--config", "wrong.toml", "--offline")).isEqualTo(2);
    assertThat(cli.err().lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(cli.run("config")).isEqualTo(2);
    assertThat(cli.err()).contains("No command was given: check or show");
  }

  @Test
  void aStoreThatCannotBeOpenedLeavesTheOthersToBeChecked() throws IOException {
    config(
        """
        [backends.file]
        type = "local"
        options = { root = "%1$s/in/a.txt" }
        [backends.fine]
        type = "local"
        options = { root = "%1$s/in" }
        [stores.first]
        backend = "file"
        [stores.second]
        backend = "fine"
        """);
    assertThat(cli.run("config", "check")).isNotZero();
    assertThat(cli.out()).contains("ok  second  local " + folder + "/in\n");
    assertThat(cli.err()).contains(folder + "/in/a.txt");
  }

  @Test
  void whatABackendLacksStopsItsStoresAloneAndTheCheck() throws IOException {
    config(
        """
        [backends.here]
        type = "local"
        options = { root = "%1$s/in" }
        [backends.production]
        type = "local"
        options = { root = "${NOWHERE}" }
        [stores.laptop]
        backend = "here"
        [stores.server]
        backend = "production"
        """);
    assertThat(cli.run("ls", "laptop:")).isZero();
    assertThat(cli.run("ls", "server:")).isEqualTo(2);
    String problem = "backends.production.options.root: the variable 'NOWHERE' is not set";
    assertThat(cli.err()).startsWith("remote-store ls: " + problem);
    assertThat(cli.run("config", "check", "--offline")).isEqualTo(2);
    assertThat(cli.err()).contains(problem);
    assertThat(cli.run("config", "check")).isEqualTo(2);
    assertThat(cli.out()).contains("ok  laptop  local ").doesNotContain("server");
    assertThat(cli.err()).containsOnlyOnce(problem);
  }

  @Test
  void showsTheConfigurationWithoutItsSecrets() throws IOException {
    cli.environment.put("ROOT", folder.resolve("in").toString());
    cli.environment.put("TOKEN", "abc-secret");
    write(
        "remote-store.toml",
        """
        [backends.b]
        type = "memory"
        [backends.b.java]
        name = "${TOKEN}"
        [backends.disk]
        type = "local"
        options = { root = "${ROOT}" }
        retry = { max_attempts = 2 }
        [stores."a b"]
        backend = "disk"
        root_path = "sub"
        """);
    assertThat(cli.run("config", "show")).isZero();
    assertThat(cli.out())
        .startsWith(
            "# " + folder.resolve("remote-store.toml") + "\n\n[backends.b]\ntype = \"memory\"\n")
        .contains(
            "[backends.disk.options]\nroot = \"" + folder.resolve("in") + "\"\n",
            "[backends.disk.retry]\nmax_attempts = 2\n",
            "[stores.'a b']\nbackend = \"disk\"\nroot_path = \"sub\"\n");
    write(
        "secret.toml",
        """
        [backends.b]
        type = "memory"
        options = { password = "abc-secret", url = "https://u:abc-secret@host/x" }
        """);
    assertThat(cli.run("config", "show", "--config", "secret.toml")).isZero();
    assertThat(cli.out()).contains("password = \"***\"").doesNotContain("abc-secret");
    assertThat(cli.run("config", "show", "--json", "--config", "secret.toml")).isZero();
    assertThat(cli.out()).contains("{\"kind\":\"backend\",\"name\":\"b\"").doesNotContain("abc-");
  }

  // ---------------------------------------------------------------- completion, manual, help

  @Test
  void writesCompletionsAndTheManual() {
    assertThat(cli.run("completion", "bash")).isZero();
    assertThat(cli.out()).contains("complete -F", "remote-store", "--skip-existing");
    assertThat(cli.run("completion", "zsh")).isZero();
    assertThat(cli.out()).startsWith("autoload -U +X bashcompinit && bashcompinit\n");
    assertThat(cli.run("completion", "fish")).isEqualTo(2);
    assertThat(cli.run("man-page")).isZero();
    assertThat(cli.out())
        .startsWith(".TH \"REMOTE\\-STORE\" 1\n.SH NAME\n")
        .contains(".SS \"config check [OPTION]...\"", "\\fB\\-\\-skip\\-existing\\fR")
        .doesNotContain("man-page", "${");
  }

  @Test
  void eachCommandHelpsWithExamples() {
    assertThat(cli.run("--help")).isZero();
    List<String> commands =
        cli.out()
            .lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .map(line -> line.strip().split(" ", 2)[0])
            .filter(name -> !List.of("help", "config", "uploads").contains(name))
            .toList();
    assertThat(commands).hasSize(18);
    for (String command : commands) {
      assertThat(cli.run(command, "--help")).isZero();
      assertThat(cli.out()).contains("Usage: remote-store " + command, "Examples:", "--json");
    }
  }

  @Test
  void errorsAreRedOnATerminalThatShowsColour() {
    assertThat(cli.on(Screen.COLOR).run("cat", "none")).isEqualTo(3);
    assertThat(cli.err()).startsWith("\u001b[1;31mremote-store cat:\u001b[0m File not found: none");
  }
}
