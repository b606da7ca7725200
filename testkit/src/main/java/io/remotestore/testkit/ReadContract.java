package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.NotFoundException;
import io.remotestore.NotModifiedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RangeNotSatisfiableException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.StoreInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading files, whole and in part, under conditions. */
public abstract class ReadContract extends StoreContract {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1023, 65_536, 300_001, 3_000_000})
  void readsWhatWasWritten(int size) throws IOException {
    byte[] content = noise(size);
    put("a/file", content);
    assertThat(store().readBytes("a/file")).isEqualTo(content);
    try (StoreInputStream in = store().read("a/file")) {
      assertThat(in.length()).isEqualTo(size);
      assertThat(in.startOffset()).isZero();
      assertThat(in.readAllBytes()).isEqualTo(content);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 3_000_000})
  void readsIntoALocalFile(int size, @TempDir Path folder) throws IOException {
    byte[] content = noise(size);
    put("a/file", content);
    Path file = folder.resolve("here");
    Files.writeString(file, "replaced");
    FileInfo info = store().readTo("a/file", file);
    assertThat(info.path()).isEqualTo("a/file");
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
    driver().assertNothingOpen();
  }

  @Test
  void aRangeIsReadIntoALocalFile(@TempDir Path folder) throws IOException {
    if (!supports(Capability.RANGE_READ)) {
      return;
    }
    byte[] content = noise(3_000_000);
    put("file", content);
    Path file = folder.resolve("here");
    store().readTo("file", file, ReadOptions.none().withRange(ByteRange.of(7, 2_500_000)));
    assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOfRange(content, 7, 2_500_007));
    assertThat(store().readBytes("file", ReadOptions.none().withRange(ByteRange.from(7))))
        .isEqualTo(Arrays.copyOfRange(content, 7, content.length));
  }

  @Test
  void aLocalFileThatCannotBeFilledIsLeftAsItWas(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("here");
    Files.writeString(file, "kept");
    fails(NotFoundException.class, "missing", () -> store().readTo("missing", file));
    assertThat(file).hasContent("kept");
    put("file", "x");
    assertThatThrownBy(() -> store().readTo("file", folder.resolve("none/here")))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("local file");
    assertThatThrownBy(() -> store().readTo("file", folder))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("it is a folder");
    assertThat(folder.toFile().list()).containsExactly("here");
    driver().assertNothingOpen();
  }

  @Test
  void aStreamKnowsItsFile() throws IOException {
    put("dir/file", "hello");
    FileInfo info = store().getFileInfo("dir/file");
    try (StoreInputStream in = store().read("dir/file")) {
      assertThat(in.info()).isEqualTo(info);
      assertThat(in.readAllBytes()).isEqualTo(bytes("hello"));
      assertThat(in.info()).as("after the end").isEqualTo(info);
    }
  }

  @Test
  void streamsKeepTheirManners() throws IOException {
    put("file", "0123456789");
    StoreInputStream in = store().read("file");
    assertThat(in.read()).isEqualTo('0');
    assertThat(in.read(new byte[4], 1, 0)).isZero();
    assertThat(in.skip(0)).isZero();
    assertThat(in.skip(-1)).isZero();
    assertThat(in.skip(2)).isEqualTo(2);
    assertThat(in.read()).isEqualTo('3');
    assertThat(in.skip(100)).isEqualTo(6);
    assertThat(in.read(new byte[10])).isEqualTo(-1);
    assertThatThrownBy(() -> in.read(new byte[4], 3, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    in.close();
    in.close();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
  }

  @Test
  void aStreamClosedEarlyGivesEverythingBack() throws IOException {
    put("file", noise(1_000_000));
    try (StoreInputStream in = store().read("file")) {
      assertThat(in.readNBytes(10)).hasSize(10);
    }
    driver().assertNothingOpen();
  }

  @Test
  void missingFilesAreNotFound() {
    put("there/file", "x");
    fails(NotFoundException.class, "missing", () -> store().read("missing"));
    fails(NotFoundException.class, "missing", () -> store().readBytes("missing"));
    fails(NotFoundException.class, "no/such/path", () -> store().read("no/such/path"));
    fails(NotFoundException.class, "there/file/below", () -> store().read("there/file/below"));
  }

  @Test
  void foldersAreNoFiles() {
    put("folder/file", "x");
    fails(InvalidPathException.class, "folder", () -> store().read("folder"));
    fails(InvalidPathException.class, "folder", () -> store().readBytes("folder"));
  }

  @Test
  void textIsDecodedStrictly() {
    put("utf8", "\u00fc \uD83D\uDE48");
    assertThat(store().readText("utf8")).isEqualTo("\u00fc \uD83D\uDE48");
    put("broken", new byte[] {'a', (byte) 0xff, 'b'});
    assertThatThrownBy(() -> store().readText("broken"))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("UTF-8")
        .hasMessageContaining("broken");
    assertThat(store().readText("broken", java.nio.charset.StandardCharsets.ISO_8859_1))
        .isEqualTo("a\u00ffb");
  }

  @ParameterizedTest
  @CsvSource({
    "0,14,0,14",
    "0,0,0,0",
    "2,5,2,5",
    "2,98,2,12",
    "13,1,13,1",
    "14,1,14,0",
    "14,0,14,0",
    "5,0,5,0",
    "3,9223372036854775807,3,11"
  })
  void rangesAreClipped(long offset, long length, long start, long got) throws IOException {
    byte[] content = bytes("arbitrary data");
    put("file", content);
    ReadOptions range = ReadOptions.range(offset, length);
    if (!supports(Capability.RANGE_READ)) {
      refused(Capability.RANGE_READ, () -> store().read("file", range));
      return;
    }
    try (StoreInputStream in = store().read("file", range)) {
      assertThat(in.info().size()).isEqualTo(14);
      assertThat(in.startOffset()).isEqualTo(start);
      assertThat(in.length()).isEqualTo(got);
      assertThat(in.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, (int) start, (int) (start + got)));
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "2,2", "14,14", "100,14"})
  void suffixesAreClipped(long length, int got) {
    byte[] content = bytes("arbitrary data");
    put("file", content);
    if (!supports(Capability.RANGE_READ)) {
      return;
    }
    assertThat(store().readBytes("file", ReadOptions.suffix(length)))
        .isEqualTo(Arrays.copyOfRange(content, 14 - got, 14));
  }

  @Test
  void rangesOfNothing() {
    put("empty", "");
    if (!supports(Capability.RANGE_READ)) {
      return;
    }
    assertThat(store().readBytes("empty", ReadOptions.range(0, 10))).isEmpty();
    assertThat(store().readBytes("empty", ReadOptions.suffix(10))).isEmpty();
    assertThat(store().readBytes("empty", ReadOptions.from(0))).isEmpty();
  }

  @Test
  void rangesBeyondTheEndAreErrors() {
    put("file", "0123456789");
    if (!supports(Capability.RANGE_READ)) {
      return;
    }
    fails(
        RangeNotSatisfiableException.class,
        "file",
        () -> store().read("file", ReadOptions.range(11, 1)));
  }

  @Test
  void impossibleRangesAreRefusedWhenMade() {
    assertThatThrownBy(() -> ByteRange.of(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteRange.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ByteRange.suffix(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsUnderARevision() {
    put("file", "one");
    Revision one = store().getFileInfo("file").revision();
    if (one == null) {
      assertThat(features().validator()).isEqualTo(io.remotestore.spi.Features.Validator.NONE);
      return;
    }
    assertThat(store().readBytes("file", ReadOptions.none().withIfMatch(one)))
        .isEqualTo(bytes("one"));
    fails(
        NotModifiedException.class,
        "file",
        () -> store().readBytes("file", ReadOptions.none().withIfNoneMatch(one)));
    put("file", "two");
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().readBytes("file", ReadOptions.none().withIfMatch(one)));
    assertThat(store().readBytes("file", ReadOptions.none().withIfNoneMatch(one)))
        .isEqualTo(bytes("two"));
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().open("file", ReadOptions.none().withIfMatch(one)));
  }

  @Test
  void readsUnderADate() {
    put("file", "x");
    Instant modified = store().getFileInfo("file").modifiedAt();
    if (modified == null) {
      return;
    }
    Instant before = modified.minus(Duration.ofHours(1));
    Instant after = modified.plus(Duration.ofHours(1));
    assertThat(read(ReadOptions.none().withIfModifiedSince(before))).isEqualTo("x");
    assertThat(read(ReadOptions.none().withIfUnmodifiedSince(after))).isEqualTo("x");
    assertThat(read(ReadOptions.none().withIfUnmodifiedSince(modified))).isEqualTo("x");
    ReadOptions modifiedSince = ReadOptions.none().withIfModifiedSince(modified);
    fails(NotModifiedException.class, "file", () -> read(modifiedSince));
    ReadOptions sinceAfter = ReadOptions.none().withIfModifiedSince(after);
    fails(NotModifiedException.class, "file", () -> read(sinceAfter));
    ReadOptions unmodified = ReadOptions.none().withIfUnmodifiedSince(before);
    fails(PreconditionFailedException.class, "file", () -> read(unmodified));
  }

  @Test
  void revisionsOutrankDates() {
    put("file", "x");
    FileInfo info = store().getFileInfo("file");
    Revision revision = info.revision();
    Instant modified = info.modifiedAt();
    if (revision == null || modified == null) {
      return;
    }
    ReadOptions both =
        ReadOptions.none()
            .withIfMatch(revision)
            .withIfUnmodifiedSince(modified.minus(Duration.ofHours(1)));
    assertThat(read(both)).isEqualTo("x");
  }

  private String read(ReadOptions options) {
    return new String(store().readBytes("file", options), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aStreamSeesOneStateOfTheFile() throws IOException {
    byte[] one = noise(2_000_000);
    byte[] two = noise(1_999_999);
    put("file", one);
    try (StoreInputStream in = store().read("file")) {
      byte[] head = in.readNBytes(1000);
      put("file", two);
      byte[] rest;
      try {
        rest = in.readAllBytes();
      } catch (IOException e) {
        assertThat(e.getCause()).isInstanceOf(io.remotestore.ContentChangedException.class);
        return;
      }
      assertThat(head).isEqualTo(Arrays.copyOf(one, 1000));
      assertThat(rest).isEqualTo(Arrays.copyOfRange(one, 1000, one.length));
    }
  }

  @Test
  void anInterruptEndsARead() throws IOException {
    put("file", noise(2_000_000));
    try (StoreInputStream in = store().read("file")) {
      assertThat(in.read()).isNotNegative();
      Thread.currentThread().interrupt();
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(io.remotestore.OperationInterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      boolean unused = Thread.interrupted();
    }
    assertThat(store().readBytes("file")).hasSize(2_000_000);
  }
}
