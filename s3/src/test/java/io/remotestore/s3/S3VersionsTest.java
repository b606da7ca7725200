package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.NotFoundException;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Versions and deletions, in a bucket of a real server that keeps them. */
@EnabledIfEnvironmentVariable(
    named = S3Server.VARIABLE,
    matches = ".+",
    disabledReason = "no S3 server was named")
final class S3VersionsTest {
  private final S3Fixture fixture = new S3Fixture(S3Server.fromEnvironment());

  @SuppressWarnings("NullAway.Init") // opened before each test
  private Store store;

  @BeforeEach
  void open() throws Exception {
    store = Stores.over(fixture.openDriver(), fixture.options());
    String versioned =
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    byte[] body = versioned.getBytes(StandardCharsets.UTF_8);
    try (S3Client client = fixture.server().client(fixture.bucket())) {
      client.sendAndDrop(
          new S3Request("PUT", "")
              .query("versioning", "")
              .header("content-md5", S3Documents.md5(body))
              .body(Content.of(body)),
          new FreeCall());
    }
  }

  @AfterEach
  void close() throws Exception {
    try (Stream<FileInfo> all = store.listVersions("file")) {
      all.map(FileInfo::version).forEach(this::deleteVersion);
    }
    store.close();
    fixture.cleanUp();
  }

  private void deleteVersion(String version) {
    store.delete("file", DeleteOptions.idempotent().withVersion(version));
  }

  private String write(String text) {
    return Objects.requireNonNull(
        store.writeText("file", text, WriteOptions.overwrite()).versionId());
  }

  private List<FileInfo> versions() {
    try (Stream<FileInfo> all = store.listVersions("file")) {
      return all.toList();
    }
  }

  private String read(String version) {
    return new String(
        store.readBytes("file", ReadOptions.none().withVersion(version)), StandardCharsets.UTF_8);
  }

  @Test
  void everyStateIsKeptNewestFirst() {
    String one = write("one");
    String two = write("two, longer");
    assertThat(versions()).extracting(FileInfo::version).containsExactly(two, one);
    assertThat(versions()).extracting(FileInfo::size).containsExactly(11L, 3L);
    assertThat(versions()).noneMatch(FileInfo::isDeletion);
    assertThat(read(one)).isEqualTo("one");
    assertThat(store.getFileInfo("file").version()).isEqualTo(two);
    store.copy("file", "file", CopyOptions.overwrite().withSourceVersion(one));
    assertThat(store.readText("file")).isEqualTo("one");
    assertThat(versions()).hasSize(3);
  }

  @Test
  void aDeletionIsListedAndCanBeTakenBack() {
    String one = write("one");
    store.delete("file");
    assertThat(store.exists("file")).isFalse();
    List<FileInfo> versions = versions();
    assertThat(versions).extracting(FileInfo::isDeletion).containsExactly(true, false);
    assertThat(versions.get(0).size()).isZero();
    assertThat(versions.get(0).modifiedAt()).isNotNull();
    assertThat(read(one)).isEqualTo("one");
    String deletion = Objects.requireNonNull(versions.get(0).version());
    assertThatThrownBy(() -> read(deletion)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> store.open("file", ReadOptions.none().withVersion(deletion)))
        .isInstanceOf(NotFoundException.class);
    deleteVersion(deletion);
    assertThat(store.readText("file")).isEqualTo("one");
    assertThat(versions()).extracting(FileInfo::version).containsExactly(one);
  }

  @Test
  void aVersionGoesForGood() {
    String one = write("one");
    String two = write("two");
    store.delete("file", DeleteOptions.strict().withVersion(two));
    assertThat(store.readText("file")).isEqualTo("one");
    assertThatThrownBy(() -> read(two)).isInstanceOf(NotFoundException.class);
    assertThat(versions()).extracting(FileInfo::version).containsExactly(one);
  }
}
