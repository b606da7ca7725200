package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ByteRange;
import io.remotestore.FileInfo;
import io.remotestore.PermissionDeniedException;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places of a real web server that behave in other ways. */
@Timeout(60)
@EnabledIfEnvironmentVariable(
    named = NginxServer.VARIABLE,
    matches = ".+",
    disabledReason = "no web server was named")
final class NginxTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    new Random(3).nextBytes(CONTENT);
  }

  private final NginxServer server;

  NginxTest() throws IOException {
    this.server = NginxServer.newFolder();
  }

  @BeforeEach
  void publish() throws IOException {
    Files.write(server.folder().resolve("a file"), CONTENT);
  }

  @AfterEach
  void takeAway() throws IOException {
    Files.delete(server.folder().resolve("a file"));
    Files.delete(server.folder());
  }

  private static byte[] part(int from, int length) {
    return Arrays.copyOfRange(CONTENT, from, from + length);
  }

  private void readsWholeAndPart(Store store) throws IOException {
    assertThat(store.readBytes("a file")).isEqualTo(CONTENT);
    assertThat(store.readBytes("a file", ReadOptions.range(1000, 50))).isEqualTo(part(1000, 50));
    try (StoreReader reader = store.open("a file")) {
      assertThat(reader.size()).isEqualTo(CONTENT.length);
      assertThat(reader.read(ByteRange.suffix(10))).isEqualTo(part(199_990, 10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/_/no-ranges/",
        "/_/gzip/",
        "/_/chunked/",
        "/_/no-head/403/",
        "/_/no-head/405/",
        "/_/no-head/501/",
        "/_/redirect/301/",
        "/_/redirect/302/",
        "/_/redirect/303/",
        "/_/redirect/307/",
        "/_/redirect/308/",
        "/_/redirect/relative/",
        "/_/redirect-away/302/"
      })
  void theBytesAreTheSameEverywhere(String place) throws IOException {
    try (Store store = server.store(place, "headers", Map.of("X-Secret", "hush"))) {
      readsWholeAndPart(store);
      boolean told = !place.equals("/_/chunked/");
      FileInfo info = store.getFileInfo("a file");
      assertThat(info.size()).isEqualTo(told ? CONTENT.length : FileInfo.UNKNOWN_SIZE);
      assertThat(store.exists("missing")).isFalse();
    }
  }

  @Test
  void packedContentIsHandedOutPacked() throws IOException {
    try (Store store = server.store("/_/gzip-always/");
        StoreInputStream in = store.read("a file")) {
      assertThat(in.info().headers().contentEncoding()).isEqualTo("gzip");
      assertThat(in.info().size()).isEqualTo(FileInfo.UNKNOWN_SIZE);
      assertThat(in.info().revision()).isNull();
      byte[] packed = in.readAllBytes();
      assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
          .isEqualTo(CONTENT);
    }
  }

  @Test
  void aLoginIsNeeded() throws IOException {
    String user = NginxServer.variable("REMOTE_STORE_HTTP_USER");
    String password = NginxServer.variable("REMOTE_STORE_HTTP_PASSWORD");
    String url = server.url("/_/basic/");
    try (Store store = HttpDrivers.store(url.replace("//", "//" + user + ":" + password + "@"))) {
      readsWholeAndPart(store);
    }
    try (Store store = HttpDrivers.store(url)) {
      assertThatThrownBy(() -> store.readBytes("a file"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("401");
      assertThatThrownBy(store::ping).isInstanceOf(PermissionDeniedException.class);
    }
  }

  @Test
  void aCircleIsAnError() throws IOException {
    try (Store store = server.store("/_/redirect/loop/")) {
      assertThatThrownBy(() -> store.readBytes("a file"))
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("in a circle");
    }
  }

  @Test
  void aServerThatIsBusySaysHowLong() throws IOException {
    try (Store store = server.store("/_/status/503/")) {
      assertThatThrownBy(() -> store.readBytes("a file"))
          .isInstanceOfSatisfying(
              BackendUnavailableException.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }
  }

  @Test
  void encryptedToo() throws IOException {
    String url =
        server.url("/").replace(server.url(), NginxServer.variable("REMOTE_STORE_HTTPS_URL"));
    String bundle = NginxServer.variable("REMOTE_STORE_HTTP_CA");
    try (Store store = HttpDrivers.store(url, "tls_ca_bundle", bundle)) {
      readsWholeAndPart(store);
    }
  }

  @Test
  void aFolderWithoutAPageAnswersAPing() throws IOException {
    try (Store store = server.store("/")) {
      store.ping();
    }
  }
}
