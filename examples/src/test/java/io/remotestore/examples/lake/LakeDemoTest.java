package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.CapabilitySet;
import io.remotestore.ContentDigest;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.ForwardingStore;
import io.remotestore.ListOptions;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeDemoTest {
  private static final int FILES = 4 + 28 + 28 + 2 + 6;
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final Store lake = Stores.memory();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @AfterEach
  void close() {
    lake.close();
  }

  private LakeSummary run(Store store) {
    return LakeDemo.run(store, Terminal.plain(out), CLOCK);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, String> digests(Store store) {
    try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      return files.collect(
          Collectors.toMap(
              FileInfo::path,
              file -> ContentDigest.sha256(store.readBytes(file.path())).value(),
              (a, b) -> a,
              TreeMap::new));
    }
  }

  private List<@Nullable Revision> revisions() {
    try (Stream<FileInfo> files = lake.listFiles("", ListOptions.recursive().withOrdered())) {
      return files.<@Nullable Revision>map(FileInfo::revision).toList();
    }
  }

  @Test
  void bronzeKeepsTheFilesAsTheyCame() {
    run(lake);

    for (SourceFile file : SourceFile.ALL) {
      String key = "bronze/" + file.name();
      assertThat(lake.readBytes(key)).isEqualTo(file.bytes());
      FileInfo info = lake.getFileInfo(key);
      assertThat(info.contentType()).isEqualTo("application/gzip");
      assertThat(info.metadata())
          .containsEntry("source", file.source())
          .containsEntry("sha256", ContentDigest.sha256(file.bytes()).value());
    }
    assertThat(lake.getFileInfo("bronze/flights.csv.gz").metadata()).containsEntry("rows", "24951");
  }

  @Test
  void silverHasAPartitionForEachDay() {
    run(lake);

    for (String table : Set.of("flights", "weather")) {
      try (Stream<FileInfo> parts = lake.glob("silver/" + table + "/*/*/*/*")) {
        assertThat(parts.map(FileInfo::path))
            .hasSize(28)
            .contains("silver/" + table + "/year=2013/month=02/day=07/part-0.csv.gz")
            .allMatch(
                path -> path.matches(".*/year=2013/month=02/day=(0[1-9]|1\\d|2[0-8])/part-0.*"));
      }
    }
  }

  @Test
  void aSecondRunFindsEverythingAndWritesNothing() {
    LakeSummary first = run(lake);
    Map<String, String> before = digests(lake);
    List<@Nullable Revision> revisions = revisions();

    LakeSummary second = run(lake);

    assertThat(first.written()).isEqualTo(FILES);
    assertThat(first.files()).isEqualTo(FILES).isEqualTo(before.size());
    assertThat(second.written()).isZero();
    assertThat(second.unchanged()).isEqualTo(FILES);
    assertThat(second.bytes()).isEqualTo(first.bytes());
    assertThat(digests(lake)).isEqualTo(before);
    assertThat(revisions()).isEqualTo(revisions).doesNotContainNull();
  }

  @Test
  void aRunMendsWhatIsMissingOrDifferent() {
    run(lake);
    Map<String, String> whole = digests(lake);
    lake.writeText("bronze/airlines.csv.gz", "torn", WriteOptions.overwrite());
    lake.delete("silver/flights/year=2013/month=02/day=08/part-0.csv.gz", DeleteOptions.strict());
    lake.delete("gold/report.html");

    LakeSummary mended = run(lake);

    assertThat(mended.written()).isEqualTo(3);
    assertThat(digests(lake)).isEqualTo(whole);
    assertThat(printed()).containsPattern("flights +24,951 rows .* 1 written, 27 unchanged");
    assertThat(printed()).containsPattern("airlines.csv.gz .* replaced");
  }

  @Test
  void filesOfOthersAreLeftAlone() {
    lake.writeText("silver/flights/readme.txt", "mine");
    lake.writeText("other.txt", "mine too");

    run(lake);

    assertThat(lake.readText("silver/flights/readme.txt")).isEqualTo("mine");
    assertThat(lake.readText("other.txt")).isEqualTo("mine too");
  }

  @Test
  void theReportStandsAloneAndSaysTheHeadline() {
    LakeSummary summary = run(lake);

    String html = lake.readText(summary.reportKey());
    assertThat(summary.headline())
        .isEqualTo("One flight in five left late. On 9 February, 57% never left");
    assertThat(html)
        .contains("One flight in five left late. <br>On 9 February, 57% never left")
        .contains("<dd>24,951</dd>")
        .contains("<dd>20.9%</dd>")
        .doesNotContain("<script", "src=", "href=", "url(", "@import", "NaN", "null");
    assertThat(lake.getFileInfo(summary.reportKey()).contentType()).startsWith("text/html");
  }

  @Test
  void itPrintsStepsATreeAndWhatToTryNext() {
    run(lake);

    assertThat(printed())
        .contains("note: set aside a wind speed of 1,048 mph at EWR, 2013-02-12T03:00")
        .contains("│  ├─ day=01/part-0.csv.gz")
        .contains("│  ├─ … 26 more")
        .contains("└─ report.html")
        .contains("68 files, 68 written, 0 there already")
        .contains("Try next")
        .doesNotContain("\u001b", "keeps no metadata");
  }

  @Test
  void namesOfOthersCannotSteerTheTerminal() {
    lake.writeText("gold/a\u001b[2J\u202e.txt", "x");

    run(lake);

    assertThat(printed()).contains("a?[2J?.txt").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void onlyAColorTerminalGetsColor() {
    LakeDemo.run(lake, Terminal.color(out), CLOCK);

    assertThat(printed()).contains("\u001b[1mBronze\u001b[0m");
  }

  @Test
  void aStoreWithoutMetadataGetsNone() {
    Store bare =
        new Without(lake, EnumSet.of(Capability.USER_METADATA, Capability.CONTENT_HEADERS));

    run(bare);
    LakeSummary second = run(bare);

    assertThat(second.written()).isZero();
    assertThat(lake.getFileInfo("bronze/flights.csv.gz").metadata()).isEmpty();
    assertThat(lake.getFileInfo("gold/report.html").contentType()).isNull();
    assertThat(printed())
        .contains(
            "note: this store keeps no metadata; source, digest and row count are not stored");
  }

  @Test
  void theSameLakeComesToBeInALocalFolder(@TempDir Path folder) {
    run(lake);
    try (Store local = Stores.local(folder)) {
      LakeSummary summary = run(local);

      assertThat(Files.exists(folder.resolve("gold/report.html"))).isTrue();
      assertThat(Path.of(summary.reportPath())).isEqualTo(folder.resolve("gold/report.html"));
      assertThat(digests(local)).isEqualTo(digests(lake));
      assertThat(run(local).written()).isZero();
    }
  }

  @Test
  void aFileEditedInPlaceIsMended(@TempDir Path folder) throws IOException {
    try (Store local = Stores.local(folder)) {
      run(local);
      Path file = folder.resolve("gold/delay-by-carrier.csv");
      String text = Files.readString(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {'#'}));
      }

      assertThat(run(local).written()).isEqualTo(1);
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  /** A store that can do less than the one below it. */
  private static final class Without extends ForwardingStore {
    private final Set<Capability> removed;

    Without(Store delegate, Set<Capability> removed) {
      super(delegate);
      this.removed = removed;
    }

    @Override
    public CapabilitySet capabilities() {
      return super.capabilities().without(removed);
    }

    @Override
    protected Store wrap(Store other) {
      return new Without(other, removed);
    }
  }
}
