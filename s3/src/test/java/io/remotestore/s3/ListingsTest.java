package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.DirectoryNotEmptyException;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.NotFoundException;
import io.remotestore.RemoteStoreException;
import io.remotestore.SkippedEntry;
import io.remotestore.Store;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings page by page, and the keys that are neither file nor folder. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
final class ListingsTest {
  private static final String FILE = "<Contents><Key>%s</Key><Size>1</Size></Contents>";
  private static final String EMPTY = "<Contents><Key>%s</Key><Size>0</Size></Contents>";

  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static List<String> files(Store store, String folder) {
    try (Stream<FileInfo> files = store.listFiles(folder, ListOptions.recursive())) {
      return files.map(FileInfo::path).toList();
    }
  }

  private static List<String> folders(Store store, String folder) {
    try (Stream<FolderEntry> folders = store.listFolders(folder)) {
      return folders.map(FolderEntry::path).toList();
    }
  }

  // ---------------------------------------------------------------- keys that are no files

  /** A bucket of keys that lists them as S3 does, and forgets those that are deleted. */
  private Set<String> holding(String... keys) {
    Set<String> held = new TreeSet<>(List.of(keys));
    server.answering(
        (request, number) -> {
          if (request.target().contains("list-type")) {
            return list(held, request);
          }
          if (request.method().equals("POST")) {
            held.removeIf(key -> request.body().contains("<Key>" + key + "</Key>"));
            return Reply.xml("<DeleteResult/>");
          }
          return null;
        });
    return held;
  }

  private static Reply list(Set<String> keys, Received request) {
    String prefix =
        request.target().replaceFirst(".*[?&]prefix=([^&]*).*|.*", "$1").replace("%2F", "/");
    boolean direct = request.target().contains("delimiter");
    Set<String> shared = new TreeSet<>();
    StringBuilder page = new StringBuilder("<ListBucketResult>");
    for (String key : keys) {
      int slash = key.indexOf('/', prefix.length());
      if (!key.startsWith(prefix)) {
        continue;
      }
      if (direct && slash >= 0) {
        shared.add(key.substring(0, slash + 1));
      } else {
        page.append((key.endsWith("/") ? EMPTY : FILE).formatted(key));
      }
    }
    shared.forEach(
        key ->
            page.append("<CommonPrefixes><Prefix>")
                .append(key)
                .append("</Prefix></CommonPrefixes>"));
    return Reply.xml(page.append("</ListBucketResult>").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/", "a//b", "a/./b", "a//"})
  void whatNoPathNamesMakesItsFolderAndIsNotListed(String key) throws IOException {
    Set<String> keys = holding(key, "b");
    try (Store store = server.store()) {
      assertThat(folders(store, "")).containsExactly("a");
      assertThat(store.isFolder("a")).isTrue();
      assertThat(store.exists("a")).isTrue();
      assertThat(files(store, "")).containsExactly("b");
      assertThat(files(store, "a")).isEmpty();
      assertThat(folders(store, "a")).isEmpty();
      assertThat(store.getFolderInfo("a").fileCount()).isZero();
      if (key.equals("a/")) {
        store.deleteFolder("a"); // it is empty
      } else {
        assertThatThrownBy(() -> store.deleteFolder("a"))
            .isInstanceOf(DirectoryNotEmptyException.class);
        store.deleteFolder("a", DeleteOptions.recursive());
      }
      assertThat(keys).containsExactly("b");
      assertThat(store.isFolder("a")).isFalse();
      assertThatThrownBy(() -> store.deleteFolder("a", DeleteOptions.recursive()))
          .isInstanceOf(NotFoundException.class);
    }
  }

  /** An empty key with a slash at its end marks a folder; one that holds bytes is a file. */
  @Test
  void aKeyWithASlashAtItsEndIsReportedIfItHoldsBytes() throws IOException {
    String full = "<Contents><Key>full/</Key><Size>10</Size></Contents>";
    server.answering(
        (request, number) ->
            Reply.xml(
                "<ListBucketResult>"
                    + EMPTY.formatted("empty/")
                    + full
                    + FILE.formatted("full/a")
                    + "</ListBucketResult>"));
    List<SkippedEntry> skipped = new ArrayList<>();
    ListOptions options = ListOptions.recursive().withSkippedListener(skipped::add);
    try (Store store = server.store();
        Stream<FileInfo> files = store.listFiles("", options)) {
      assertThat(files.map(FileInfo::path)).containsExactly("full/a");
      assertThat(skipped)
          .containsExactly(SkippedEntry.file("full/", SkippedEntry.Reason.NOT_A_PATH));
      assertThat(store.getFolderInfo("").skippedCount()).isEqualTo(1);
    }
  }

  /** No normal folder stands for such a key, so that only a report shows it. */
  @ParameterizedTest
  @ValueSource(strings = {"a//", "a/b\\c/", "a/./", "a/../", "/", "//"})
  void anEmptyKeyWithASlashIsReportedIfNoFolderStandsForIt(String key) throws IOException {
    Set<String> keys = holding(key, "b");
    SkippedEntry expected = SkippedEntry.file(key, SkippedEntry.Reason.NOT_A_PATH);
    List<SkippedEntry> skipped = new ArrayList<>();
    ListOptions options = ListOptions.recursive().withSkippedListener(skipped::add);
    try (Store store = server.store()) {
      try (Stream<FileInfo> files = store.listFiles("", options)) {
        assertThat(files.map(FileInfo::path)).containsExactly("b");
      }
      assertThat(skipped).containsExactly(expected);
      assertThat(store.getFolderInfo("").skippedCount()).isEqualTo(1);
      assertThat(keys).contains(key);
    }
  }

  @Test
  void aPageThatSaysNotFoundIsNoEmptyListing() throws IOException {
    server.answering((request, number) -> new Reply(404, Map.of(), "<html>nothing here</html>"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.listFiles("").toList())
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("404 to a listing, without an error document");
    }
    server.answering((request, number) -> Reply.error(404, "NoSuchBucket"));
    try (Store store = server.store()) {
      assertThat(store.listFiles("")).isEmpty();
    }
  }

  @Test
  void aMarkerThatHoldsSomethingStays() throws IOException {
    String page = "<ListBucketResult>" + FILE.formatted("a/") + "</ListBucketResult>";
    server.answering((request, number) -> Reply.xml(page));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.deleteFolder("a"))
          .isInstanceOf(DirectoryNotEmptyException.class);
    }
  }

  @Test
  void markersAmongFilesGoWithThem() throws IOException {
    Set<String> keys = holding("a/", "a/b/", "a/b/c", "ab");
    try (Store store = server.store()) {
      assertThat(files(store, "")).containsExactly("a/b/c", "ab");
      assertThat(folders(store, "a")).containsExactly("a/b");
      store.deleteFolder("a", DeleteOptions.recursive());
      assertThat(keys).containsExactly("ab");
    }
  }

  // ---------------------------------------------------------------- pages

  private List<String> keysOf(String page) throws IOException {
    server.answering((request, number) -> Reply.xml(page));
    try (Store store = server.store()) {
      return files(store, "");
    }
  }

  @Test
  void keysAreDecodedWhereTheServerSaysSo() throws IOException {
    String file = FILE.formatted("a%2Bb+c%25");
    assertThat(keysOf("<ListBucketResult>" + file + "</ListBucketResult>"))
        .containsExactly("a%2Bb+c%25");
    String said = "<EncodingType>url</EncodingType>";
    assertThat(keysOf("<ListBucketResult>" + said + file + "</ListBucketResult>"))
        .containsExactly("a+b c%");
    assertThat(keysOf("<ListBucketResult>" + file + said + "</ListBucketResult>"))
        .containsExactly("a+b c%");
  }

  @Test
  void aKeyThatIsNotEncodedAsThePageSaysIsAnError() {
    for (String key : List.of("50%", "%zz", "%-1")) {
      String page =
          "<ListBucketResult><EncodingType>url</EncodingType>"
              + FILE.formatted(key)
              + "</ListBucketResult>";
      assertThatThrownBy(() -> keysOf(page))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("not encoded as it says");
    }
  }

  @Test
  void aPageThatNamesItselfAsTheNextIsAnError() {
    String page =
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
            + "<NextContinuationToken>t</NextContinuationToken>%s</ListBucketResult>";
    assertThatThrownBy(() -> keysOf(page.formatted(FILE.formatted("a"))))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("go round in a circle");
    assertThat(server.received()).hasSize(2);
  }

  private void uploadsOf(String end) throws IOException {
    server.forget();
    server.answering(
        (request, number) ->
            Reply.xml(
                "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>"
                    + "<Upload><Key>a</Key><UploadId>1</UploadId></Upload>"
                    + end
                    + "</ListMultipartUploadsResult>"));
    try (Store store = server.store()) {
      List<Object> unused = new ArrayList<>(store.uploads().list().toList());
    }
  }

  // ---------------------------------------------------------------- many keys

  private static Reply page(int number) {
    StringBuilder out = new StringBuilder("<ListBucketResult>");
    for (int i = 0; i < 1000; i++) {
      out.append("<Contents><Key>k").append(1_000_000 + 1000 * number + i);
      out.append("</Key><Size>1</Size></Contents>");
    }
    out.append("<IsTruncated>").append(number < 999).append("</IsTruncated>");
    out.append("<NextContinuationToken>").append(number + 1).append("</NextContinuationToken>");
    return Reply.xml(out.append("</ListBucketResult>").toString());
  }

  private static int token(Received request) {
    Matcher token = Pattern.compile("continuation-token=(\\d+)").matcher(request.target());
    return token.find() ? Integer.parseInt(token.group(1)) : 0;
  }

  @Test
  void ofAMillionKeysTwoPagesAreHeldAtATime() throws IOException {
    server.answering((request, number) -> page(token(request)));
    try (Store store = server.store();
        Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      Iterator<FileInfo> each = files.iterator();
      for (int i = 0; i < 1_000_000; i++) {
        FileInfo file = each.next();
        if (i % 50_000 == 7) {
          assertThat(file.path()).isEqualTo("k" + (1_000_000 + i));
          assertThat(server.received()).hasSizeLessThanOrEqualTo(i / 1000 + 2);
        }
      }
      assertThat(each.hasNext()).isFalse();
    }
    assertThat(server.received()).hasSize(1000);
  }

  @Test
  void aListOfUploadsThatBreaksOffIsAnError() {
    assertThatThrownBy(() -> uploadsOf(""))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("the list of uploads is not whole");
    assertThatThrownBy(
            () ->
                uploadsOf(
                    "<NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>"))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("go round in a circle");
    assertThat(server.received()).hasSize(2);
  }

  /** Every second page has the same token, as a server sends them that mixes up its replicas. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a"})
  void tokensThatGoRoundAreAnErrorAtOnce(String key) throws IOException {
    server.answering(
        (request, number) ->
            Reply.xml(
                request.target().contains("uploads")
                    ? "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>"
                        + (number % 2)
                        + "</NextKeyMarker></ListMultipartUploadsResult>"
                    : request.target().contains("versions")
                        ? "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>"
                            + (number % 2)
                            + "</NextKeyMarker></ListVersionsResult>"
                        : "<ListBucketResult><IsTruncated>true</IsTruncated>"
                            + "<NextContinuationToken>"
                            + (number % 2)
                            + "</NextContinuationToken>"
                            + file(request.target(), key)
                            + "</ListBucketResult>"));
    try (Store store = server.store()) {
      for (ThrowingCallable listing :
          List.<ThrowingCallable>of(
              () -> store.listFiles("").toList(),
              () -> store.listVersions("a").toList(),
              () -> store.uploads().list().toList(),
              () -> store.deleteFolder("d", DeleteOptions.recursive()))) {
        server.forget();
        assertThatThrownBy(listing)
            .isInstanceOf(RemoteStoreException.class)
            .hasMessageContaining("go round in a circle");
        assertThat(server.received().stream().filter(each -> each.method().equals("GET")).count())
            .isLessThanOrEqualTo(4);
      }
    }
  }

  /** The file of that name in the folder that a listing asks for. */
  private static String file(String target, String key) {
    String folder = target.contains("prefix=d%2F") ? "d/" : "";
    return key.isEmpty() ? "" : FILE.formatted(folder + key);
  }

  @Test
  void emptyPagesWithTokensOfTheirOwnEndWithTheDeadline() throws IOException {
    server.answering(
        (request, number) ->
            Reply.xml(
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>"
                    + number
                    + "</NextContinuationToken></ListBucketResult>"));
    try (Store store = server.store();
        Store timed = store.withDeadline(Duration.ofMillis(300))) {
      assertThatThrownBy(() -> timed.listFiles("").toList())
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void versionsThatGoRoundInACircleAreAnError() throws IOException {
    server.answering(
        (request, number) ->
            Reply.xml(
                "<ListVersionsResult><IsTruncated>true</IsTruncated>"
                    + "<Version><Key>a</Key><VersionId>1</VersionId><Size>1</Size></Version>"
                    + "<NextKeyMarker>a</NextKeyMarker>"
                    + "<NextVersionIdMarker>1</NextVersionIdMarker></ListVersionsResult>"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> store.listVersions("a").toList())
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("go round in a circle");
    }
    assertThat(server.received()).hasSize(2);
  }
}
