package io.remotestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.config.FakeBackend;
import io.remotestore.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlStoresTest {
  private final FakeBackend fake = new FakeBackend();

  private Store open(String url) {
    return UrlStores.open(url, StoreOptions.defaults(), FakeBackend.with(fake));
  }

  @Test
  void opensWhatTheUrlSays() {
    try (Store store =
        open("fake://user:p%40w@bucket:99/a%20b//c/?verify=false&mode=extra_loud&concurrency=2")) {
      assertThat(store.identity()).isEqualTo(new StoreIdentity("fake", "bucket", "a b/c"));
      assertThat(fake.opened.get(0).value(FakeBackend.PORT)).isEqualTo(99);
      assertThat(fake.opened.get(0).value(FakeBackend.VERIFY)).isFalse();
      assertThat(fake.opened.get(0).value(FakeBackend.MODE)).isEqualTo(FakeBackend.Mode.EXTRA_LOUD);
      assertThat(fake.opened.get(0).find(FakeBackend.SECRET)).isEqualTo(Secret.of("p@w"));
      assertThat(fake.drivers.get(0).closed).isZero();
    }
    assertThat(fake.drivers.get(0).closed).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fake://b?prot=1|'fake://b': prot: unknown option; did you mean 'port'?",
        "fake://b?port=x|'fake://b': port: expected an integer",
        "fake://b?bucket=c|'fake://b': bucket: the URL says it already",
        "fake://b/x/../y|'fake://b/x/../y': Path contains a '..' segment",
        "fkae://b|unknown scheme 'fkae'; known: fake, file, memory; did you mean 'fake'?",
        "https://host/x|'https://host/x': nothing on the class path opens https: URLs; add"
            + " io.remotestore:remote-store-http",
        "s3://b/x|nothing on the class path opens s3: URLs; add io.remotestore:remote-store-s3",
        "/data|'/data': not a URL such as file:///data or memory:; Stores.local(path)",
        "file://host/x|a file: URL has no host",
        "file:|names no folder",
        "file:///x?rooot=1|rooot: unknown option; did you mean 'root'?",
        "memory://u@x|neither user nor port",
      })
  void saysWhatIsWrong(String url, String problem) {
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
    assertThat(fake.opened).isEmpty();
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThatThrownBy(() -> open("fake://b?port=x&verify=y&z=1"))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void showsNoSecretOfTheUrl() {
    List.of(
            "fake://u:hunter2@b?nope=1",
            "fake://b?port=hunter2",
            "fake://b?secrt=hunter2",
            "fake://b/../x?secret=hunter2",
            "nope://u:hunter2@b",
            "nope:u:hunter2@b",
            "fake://u:hunter2@b:x")
        .forEach(
            url ->
                assertThatThrownBy(() -> open(url))
                    .isInstanceOf(ConfigException.class)
                    .satisfies(
                        e -> assertThat(stackTrace(e)).doesNotContain("hunter2").isNotBlank()));
  }

  private static String stackTrace(Throwable e) {
    java.io.StringWriter out = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(out));
    return out.toString();
  }

  @Test
  void opensFolders(@TempDir Path folder) {
    String path = folder.toAbsolutePath().toString().replace(" ", "%20");
    try (Store store = Stores.open("file://" + path + "?durability=fsync&confine=strict");
        Store local = Stores.local(folder)) {
      assertThat(store.identity().backend()).isEqualTo("local");
      assertThat(store.identity()).isEqualTo(local.identity());
    }
  }

  @Test
  void aMemoryStoreIsPrivateUnlessItHasAName() {
    try (Store one = Stores.open("memory:");
        Store other = Stores.memory();
        Store named = Stores.open("memory:url-stores-test");
        Store again = Stores.open("memory://url-stores-test");
        Store folder = Stores.open("memory:url-stores-test/a/b")) {
      assertThat(one.identity()).isNotEqualTo(other.identity());
      assertThat(named.identity()).isEqualTo(again.identity()).isNotEqualTo(one.identity());
      assertThat(folder.identity().service()).isEqualTo(named.identity().service());
      assertThat(folder.identity().root()).isEqualTo("a/b");
    }
  }

  @Test
  void aNamedMemoryStoreKeepsItsFiles() {
    try (Store store = Stores.open("memory:url-stores-kept/a")) {
      store.writeText("f.txt", "x");
    }
    try (Store store = Stores.open("memory:url-stores-kept")) {
      assertThat(store.readText("a/f.txt")).isEqualTo("x");
    }
    assertThatThrownBy(() -> Stores.open("memory:url-stores-kept?versions=kept"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("versions: the memory store 'url-stores-kept' was made with another");
  }

  @Test
  void writesBelowTheFolderOfAUrl(@TempDir Path folder) throws IOException {
    try (Store store = Stores.open("file://" + folder + "/with%20space/%25?durability=fsync")) {
      store.writeText("a/b%20.txt", "x");
    }
    assertThat(folder.resolve("with space/%/a/b%20.txt")).hasContent("x");
  }

  @Test
  void refusesAFileAsTheRoot(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "x");
    for (String below : List.of("", "/x")) {
      assertThatThrownBy(() -> Stores.local(Path.of(file + below)))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining(file.toString());
      assertThatThrownBy(() -> Stores.open("file://" + file + below))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void locatesAPathInAllThatTheBackendHolds() {
    StoreLocation location = Stores.locate("memory:located/a%20b/c.txt");
    try (Store store = location.store()) {
      assertThat(location.path()).isEqualTo("a b/c.txt");
      store.writeText(location.path(), "x");
    }

    try (Store folder = Stores.open("memory:located/a%20b")) {
      assertThat(folder.readText("c.txt")).isEqualTo("x");
    }
    assertThatThrownBy(() -> Stores.locate("memory:x/../y"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'memory:x/../y': ");
  }
}
