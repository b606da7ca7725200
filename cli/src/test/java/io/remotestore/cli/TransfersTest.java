package io.remotestore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.cli.Console.Screen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cp, mv, put and get: what goes where, and what stays. */
class TransfersTest {
  private final Path folder;
  private final CommandLineRun cli;

  TransfersTest(@TempDir Path folder) {
    this.folder = folder;
    this.cli = new CommandLineRun(folder);
  }

  @BeforeEach
  void files() throws IOException {
    write("in/a.txt", "alpha");
    write("in/sub/b.txt", "be");
    write("in/sub/deep/c.txt", "cc");
    write(
        "remote-store.toml",
        """
        [backends.one]
        type = "local"
        options = { root = "%1$s/one" }
        [backends.two]
        type = "local"
        options = { root = "%1$s/two" }
        [stores.one]
        backend = "one"
        [stores.half]
        backend = "one"
        root_path = "half"
        [stores.two]
        backend = "two"
        """
            .formatted(folder));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  /** The files below, without what this class put beside them. */
  private List<String> files(String below) throws IOException {
    Path start = folder.resolve(below);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(Files::isRegularFile)
          .map(file -> start.relativize(file).toString())
          .filter(name -> !name.contains(".~tmp.locks."))
          .sorted()
          .toList();
    }
  }

  // ---------------------------------------------------------------- where things go

  @Test
  void aFolderIsCalledAsTheTargetSaysHoweverOften() throws IOException {
    assertThat(cli.run("cp", "-r", "in", "two:x")).isZero();
    assertThat(files("two")).containsExactly("x/a.txt", "x/sub/b.txt", "x/sub/deep/c.txt");
    assertThat(cli.run("cp", "-r", "--overwrite", "in", "two:x")).isZero();
    assertThat(files("two")).containsExactly("x/a.txt", "x/sub/b.txt", "x/sub/deep/c.txt");
    assertThat(cli.run("cp", "-r", "two:x/sub", "two:")).isZero();
    assertThat(files("two")).contains("b.txt", "deep/c.txt");
  }

  @Test
  void aSlashOrSeveralSourcesMakeTheTargetAFolder() throws IOException {
    assertThat(cli.run("cp", "-r", "in", "two:x/")).isZero();
    assertThat(files("two")).containsExactly("x/in/a.txt", "x/in/sub/b.txt", "x/in/sub/deep/c.txt");
    assertThat(cli.run("cp", "-r", "in/a.txt", "in/sub", "one:y")).isZero();
    assertThat(files("one")).containsExactly("y/a.txt", "y/sub/b.txt", "y/sub/deep/c.txt");
    assertThat(cli.run("cp", "in/a.txt", "in/sub/b.txt", "in/a.txt")).isEqualTo(2);
    assertThat(cli.err()).contains("The target of several must be a folder, and it is a file");
    assertThat(cli.run("cp", "one:y/a.txt", "two:x")).isZero();
    assertThat(files("two/x")).contains("a.txt");
  }

  @Test
  void theRootOfAStoreHasNoNameToTake() {
    assertThat(cli.run("cp", "-r", "one:", "two:x/")).isEqualTo(2);
    assertThat(cli.err()).contains("The root of a store has no name of its own");
  }

  @Test
  void aLinkIsTakenUnderItsOwnName() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.txt"), folder.resolve("in/a.txt"));
    assertThat(cli.run("put", "link.txt", "one:")).isZero();
    assertThat(folder.resolve("one/link.txt")).hasContent("alpha");
  }

  @Test
  void aFolderNeedsToBeAskedForAndDoesNotGoIntoItself() throws IOException {
    assertThat(cli.run("cp", "in", "out")).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("remote-store cp: It is a folder: in; -r takes it with all that is below\n");
    for (String target : List.of("in/sub/x", "in", "./in/../in/x/")) {
      assertThat(cli.run("cp", "-r", "in", target)).isEqualTo(2);
      assertThat(cli.err()).contains("The target is the source, or lies in it: " + target);
    }
    assertThat(cli.run("cp", "-r", "one:", "half:x")).isEqualTo(2);
    assertThat(files("in")).containsExactly("a.txt", "sub/b.txt", "sub/deep/c.txt");
    assertThat(cli.run("cp", "-r", "in", "in2")).as("a name that only begins alike").isZero();
  }

  @Test
  void whatIsMissingIsNotFound() {
    assertThat(cli.run("cp", "-r", "none", "out")).isEqualTo(3);
    assertThat(cli.err()).isEqualTo("remote-store cp: File not found: none in " + folder + "\n");
    assertThat(cli.run("mv", "one:none", "two:x")).isEqualTo(3);
    assertThat(cli.run("cp", "one:x")).isEqualTo(2);
    assertThat(cli.err())
        .contains("Missing required parameter: where one:x goes", "'remote-store cp --help'");
  }

  // ---------------------------------------------------------------- what is there already

  @Test
  void oneConflictLeavesTheOthersToBeDone() throws IOException {
    write("two/x/sub/b.txt", "other");

    assertThat(cli.run("cp", "-r", "in", "two:x")).isEqualTo(4);

    assertThat(cli.err())
        .isEqualTo(
            "remote-store cp: The file exists already: x/sub/b.txt in two;"
                + " --overwrite replaces it\n");
    assertThat(files("two")).containsExactly("x/a.txt", "x/sub/b.txt", "x/sub/deep/c.txt");
    assertThat(folder.resolve("two/x/sub/b.txt")).hasContent("other");
    assertThat(cli.run("cp", "-r", "--skip-existing", "-v", "in", "two:x")).isZero();
    assertThat(cli.err()).contains("skipped two:x/a.txt");
    assertThat(folder.resolve("two/x/sub/b.txt")).hasContent("other");
    assertThat(cli.run("cp", "-r", "--overwrite", "in", "two:x")).isZero();
    assertThat(folder.resolve("two/x/sub/b.txt")).hasContent("be");
    assertThat(cli.run("cp", "--overwrite", "--skip-existing", "in/a.txt", "b")).isEqualTo(2);
    assertThat(cli.err()).contains("mutually exclusive");
  }

  @Test
  void aDryRunSaysWhatItWouldDo() throws IOException {
    write("two/x/a.txt", "other");

    assertThat(cli.run("cp", "-rn", "in", "two:x")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            would copy in/a.txt -> two:x/a.txt; it exists already
            would copy in/sub/b.txt -> two:x/sub/b.txt
            would copy in/sub/deep/c.txt -> two:x/sub/deep/c.txt
            """);
    assertThat(cli.run("mv", "-rn", "in", "two:y")).isZero();
    assertThat(files("two")).containsExactly("x/a.txt");
    assertThat(files("in")).hasSize(3);
  }

  // ---------------------------------------------------------------- moving

  @Test
  void movesFilesOfThisMachineByRenamingThem() throws IOException {
    Object before = Files.getAttribute(folder.resolve("in/sub/b.txt"), "unix:ino");

    assertThat(cli.run("mv", "in/sub/b.txt", "far/away/b.txt")).isZero();

    assertThat(Files.getAttribute(folder.resolve("far/away/b.txt"), "unix:ino")).isEqualTo(before);
    assertThat(files("in")).containsExactly("a.txt", "sub/deep/c.txt");
    assertThat(cli.run("mv", "in/a.txt", "far/away/b.txt")).isEqualTo(4);
    assertThat(files("in")).contains("a.txt");
    assertThat(cli.run("mv", "--overwrite", "in/a.txt", "far/away/b.txt")).isZero();
    assertThat(folder.resolve("far/away/b.txt")).hasContent("alpha");
  }

  @Test
  void aMovedFolderIsGone() throws IOException {
    Files.createDirectories(folder.resolve("in/empty/er"));

    assertThat(cli.run("mv", "-r", "in", "two:x")).isZero();

    assertThat(files("two")).containsExactly("x/a.txt", "x/sub/b.txt", "x/sub/deep/c.txt");
    assertThat(folder.resolve("in")).doesNotExist();
    assertThat(cli.run("mv", "-r", "two:x", "half:y")).isZero();
    assertThat(files("one")).contains("half/y/a.txt");
    assertThat(folder.resolve("two/x")).doesNotExist();
  }

  @Test
  void aFolderStaysWhereNotAllOfItMoved() throws IOException {
    write("two/x/a.txt", "other");

    assertThat(cli.run("mv", "-r", "in", "two:x")).isEqualTo(4);

    assertThat(files("in")).containsExactly("a.txt");
    assertThat(folder.resolve("in/a.txt")).hasContent("alpha");
    assertThat(files("two")).containsExactly("x/a.txt", "x/sub/b.txt", "x/sub/deep/c.txt");
  }

  @Test
  void movingAFileOntoItselfKeepsIt() throws IOException {
    assertThat(cli.run("mv", "--overwrite", "in/a.txt", "in/a.txt")).isZero();
    assertThat(cli.run("cp", "in/a.txt", "one:half/a.txt")).isZero();
    assertThat(cli.run("mv", "--overwrite", "one:half/a.txt", "half:a.txt")).isZero();
    assertThat(folder.resolve("in/a.txt")).hasContent("alpha");
    assertThat(folder.resolve("one/half/a.txt")).hasContent("alpha");
  }

  @Test
  void movesWithinAStoreByRenamingToo() throws IOException {
    assertThat(cli.run("cp", "in/a.txt", "one:a.txt")).isZero();
    Object before = Files.getAttribute(folder.resolve("one/a.txt"), "unix:ino");

    assertThat(cli.run("mv", "one:a.txt", "one:deep/b.txt")).isZero();

    assertThat(Files.getAttribute(folder.resolve("one/deep/b.txt"), "unix:ino")).isEqualTo(before);
    String url = folder.toUri() + "one/deep/";
    assertThat(cli.run("mv", url + "b.txt", url + "c.txt")).isZero();
    assertThat(Files.getAttribute(folder.resolve("one/deep/c.txt"), "unix:ino")).isEqualTo(before);
  }

  @Test
  void aMoveOfAFileOfThisMachineLeavesNothingInItsFolder() throws IOException {
    assertThat(cli.run("mv", "in/a.txt", "one:a.txt")).isZero();
    try (Stream<Path> left = Files.list(folder.resolve("in"))) {
      assertThat(left).containsExactly(folder.resolve("in/sub"));
    }
  }

  @Test
  void emptyFoldersGoAlong() throws IOException {
    Files.createDirectories(folder.resolve("emp/ty"));

    assertThat(cli.run("cp", "-r", "emp", "copy")).isZero();
    assertThat(folder.resolve("copy/ty")).isDirectory();
    assertThat(cli.run("mv", "-r", "emp", "one:moved")).isZero();
    assertThat(folder.resolve("one/moved/ty")).isDirectory();
    assertThat(folder.resolve("emp")).doesNotExist();
  }

  @Test
  void aFolderMovedIntoOneAboveKeepsItsShape() throws IOException {
    write("a/b/b/z/x", "x");
    write("a/b/z/y", "y");
    assertThat(cli.run("mv", "-r", "a/b", "a")).isZero();
    assertThat(files("a")).containsExactly("b/z/x", "z/y");

    write("c/b/b/f", "inner");
    write("c/b/f", "outer");
    assertThat(cli.run("cp", "-r", "--overwrite", "c/b", "c")).isEqualTo(2);
    assertThat(cli.err()).contains("The target is one of the sources: c/b/f");
    assertThat(folder.resolve("c/b/f")).hasContent("outer");
  }

  @Test
  void twoSourcesOfOneNameAreRefused() throws IOException {
    write("x/n", "one");
    write("y/n", "two");
    assertThat(cli.run("mv", "--overwrite", "x/n", "y/n", "t/")).isEqualTo(2);
    assertThat(cli.err()).contains("Two of the sources have this name: y/n");
    assertThat(folder.resolve("x/n")).hasContent("one");
  }

  @Test
  void linksThatAreLeftOutAreTold() throws IOException {
    write("shared/s", "s");
    Files.createSymbolicLink(folder.resolve("in/l"), folder.resolve("shared/s"));
    Files.createSymbolicLink(folder.resolve("in/ld"), folder.resolve("shared"));
    Files.createSymbolicLink(folder.resolve("in/near"), Path.of("a.txt"));

    assertThat(cli.run("cp", "-r", "in", "out")).isEqualTo(1);

    assertThat(cli.err())
        .contains("cp: Left out: it is a link, or no file: in/l\n")
        .contains("cp: Left out: it is a link, or no file: in/ld\n");
    assertThat(files("out")).contains("a.txt", "near", "sub/b.txt").doesNotContain("l");
  }

  @Test
  void ontoItselfNothingIsToBeDone() throws IOException {
    Files.write(folder.resolve("in/big"), new byte[3 << 20]);
    for (String file : List.of("in/a.txt", "in/big")) {
      assertThat(cli.run("cp", file, file)).isZero();
      assertThat(cli.run("mv", file, file)).isZero();
      assertThat(cli.run("cp", file, "./in/../" + file)).isZero();
    }
    assertThat(folder.resolve("in/a.txt")).hasContent("alpha");
  }

  @Test
  void aUrlThatEndsInASlashIsAFolder() {
    String url = folder.toUri() + "newdir/?durability=none";
    assertThat(cli.run("cp", "in/a.txt", url)).isZero();
    assertThat(folder.resolve("newdir/a.txt")).hasContent("alpha");
  }

  // ---------------------------------------------------------------- streams

  @Test
  void standardInputObeysTheOptions() throws IOException {
    assertThat(cli.withInput("x").run("cp", "-n", "-", "one:dry")).isZero();
    assertThat(cli.out()).isEqualTo("would copy - -> one:dry\n");
    assertThat(folder.resolve("one/dry")).doesNotExist();
    write("one/there", "old");
    assertThat(cli.withInput("x").run("cp", "--skip-existing", "-", "one:there")).isZero();
    assertThat(folder.resolve("one/there")).hasContent("old");
    assertThat(cli.withInput("x").run("cp", "-", "one:sub/")).isEqualTo(2);
    assertThat(cli.err()).contains("Standard input has no name to take in a folder");
    assertThat(cli.withInput("x").run("cp", "-", "-")).isEqualTo(2);
    assertThat(cli.withInput("x").run("cp", "-", "in/a.txt", "one:k/")).isEqualTo(2);
    assertThat(cli.err()).contains("- is standard input alone, and goes to a file");
  }

  @Test
  void standardInputAndOutputStandOnEitherSide() throws IOException {
    assertThat(cli.withInput("typed").run("cp", "-", "one:typed.txt")).isZero();
    assertThat(folder.resolve("one/typed.txt")).hasContent("typed");
    assertThat(cli.withInput("x").run("cp", "-", "one:typed.txt")).isEqualTo(4);
    assertThat(cli.withInput("x").run("cp", "--overwrite", "-", "one:typed.txt")).isZero();
    assertThat(cli.run("cp", "one:typed.txt", "in/a.txt", "-")).isZero();
    assertThat(cli.out()).isEqualTo("xalpha");
    assertThat(cli.run("cp", "one:none", "in/a.txt", "-")).isEqualTo(3);
    assertThat(cli.out()).isEqualTo("alpha");
  }

  // ---------------------------------------------------------------- what is kept, and said

  @Test
  void metadataGoesAlong() {
    try (Store memory = Stores.open("memory:transfers-metadata")) {
      WriteOptions options =
          WriteOptions.create().withMetadata(Map.of("origin", "probe")).withContentType("text/csv");
      memory.writeText("a.csv", "1,2", options);

      assertThat(cli.run("cp", "memory:transfers-metadata/a.csv", "memory:transfers-copy/"))
          .isZero();

      assertThat(cli.run("stat", "memory:transfers-copy/a.csv")).isZero();
      assertThat(cli.out()).contains("metadata origin probe", "contentType    text/csv");
    }
  }

  /** Written before keys had one case, or by another program. */
  @Test
  void metadataThatNoWriteTakesIsAnErrorThatSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.csv"), "1,2");
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    byte[] odd = "meta.A=1\nmeta.a=2\n".getBytes(StandardCharsets.UTF_8);
    try {
      int unused = view.write("remote_store", ByteBuffer.wrap(odd));
    } catch (IOException e) {
      Assumptions.abort("no extended attributes here: " + e);
    }
    assertThat(cli.run("put", file.toString(), "memory:transfers-odd/")).isEqualTo(1);
    assertThat(cli.err())
        .contains("metadata or headers that a write cannot store")
        .doesNotContain("unexpected");
  }

  @Test
  void programsReadWhatWasDone() {
    assertThat(cli.run("cp", "--json", "in/a.txt", "two:")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            "{\"action\":\"copy\",\"source\":\"in/a.txt\",\"target\":\"two:a.txt\",\"bytes\":5}\n");
    assertThat(cli.run("--json", "mv", "in/a.txt", "two:")).isEqualTo(4);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .startsWith("{\"command\":\"mv\",\"error\":\"The file exists already\",")
        .contains("\"path\":\"a.txt\"", "\"exit\":4,\"kind\":\"conflict\"}\n");
  }

  @Test
  void aTerminalGetsASummaryAndAPipeNothing() {
    assertThat(cli.run("cp", "-r", "in", "two:x")).isZero();
    assertThat(cli.out() + cli.err()).isEmpty();
    assertThat(cli.on(Screen.PLAIN).run("cp", "-r", "in", "two:y")).isZero();
    assertThat(cli.err()).isEqualTo("3 files, 9 B in 0.0 s\n");
    assertThat(cli.on(Screen.PLAIN).run("cp", "-rq", "in", "two:z")).isZero();
    assertThat(cli.out() + cli.err()).isEmpty();
  }

  @Test
  void aBarAppearsWhenItTakesLong() throws IOException {
    Files.write(folder.resolve("in/big"), new byte[3 << 20]);
    AtomicLong seconds = new AtomicLong();
    InstantSource slow = () -> CommandLineRun.NOW.plusSeconds(seconds.getAndIncrement());

    cli.withClock(slow.withZone(ZoneOffset.UTC)).on(Screen.PLAIN);

    assertThat(cli.run("cp", "in/big", "in/a.txt", "two:x/")).isZero();
    assertThat(cli.err())
        .contains("100% [", " 3072/3072 KiB ", " KiB/s")
        .containsPattern("\n?2 files, 3\\.0 MiB in \\d+\\.0 s, [^\n]+/s\n$");
    assertThat(cli.run("cp", "--quiet", "in/big", "two:y/")).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.on(Screen.NONE).run("cp", "in/big", "two:z/")).isZero();
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void putAddsAContentTypeByTheEnding() throws IOException {
    write("in/a.csv", "1,2\n");
    write("in/b.unknown", "b");
    write("in/noending", "c");
    try (Store memory = Stores.open("memory:put-types")) {
      assertThat(cli.run("put", "-r", "in", "memory:put-types")).as(cli.err()).isZero();
      assertThat(memory.getFileInfo("a.csv").contentType()).isEqualTo("text/csv");
      assertThat(memory.readText("a.csv")).isEqualTo("1,2\n");
      assertThat(memory.getFileInfo("sub/b.txt").contentType()).isEqualTo("text/plain");
      assertThat(memory.getFileInfo("b.unknown").contentType()).isNull();
      assertThat(memory.getFileInfo("noending").contentType()).isNull();
      cli.withInput("<p>x</p>");
      assertThat(cli.run("put", "-", "memory:put-types/page.HTML")).isZero();
      assertThat(memory.getFileInfo("page.HTML").contentType()).isEqualTo("text/html");
      assertThat(cli.run("put", "in/a.csv", "memory:put-types/")).isEqualTo(4);
      assertThat(cli.run("put", "--overwrite", "in/a.csv", "memory:put-types/")).isZero();
    }
  }

  @Test
  void putKeepsTheContentTypeAndMetadataThatAFileHas() {
    try (Store here = Stores.local(folder);
        Store memory = Stores.open("memory:put-kept")) {
      Map<String, String> metadata = Map.of("colour", "red");
      here.writeText("typed.csv", "x", WriteOptions.create().withContentType("text/x-own"));
      here.writeText("marked.csv", "x", WriteOptions.create().withMetadata(metadata));
      assertThat(cli.run("put", "typed.csv", "marked.csv", "memory:put-kept/")).isZero();
      assertThat(memory.getFileInfo("typed.csv").contentType()).isEqualTo("text/x-own");
      assertThat(memory.getFileInfo("marked.csv").contentType()).isEqualTo("text/csv");
      assertThat(memory.getFileInfo("marked.csv").metadata()).isEqualTo(metadata);
    }
  }
}
