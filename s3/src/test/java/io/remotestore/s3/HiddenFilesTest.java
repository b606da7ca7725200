package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A file on the name of a folder on MinIO: what the pages say of it, and the options against it.
 */
@EnabledIfEnvironmentVariable(
    named = S3Server.VARIABLE,
    matches = ".+",
    disabledReason = "no S3 server was named")
final class HiddenFilesTest {
  private final S3Fixture fixture = new S3Fixture(S3Server.fromEnvironment());

  @SuppressWarnings("NullAway.Init") // opened before each test
  private S3Driver driver;

  @BeforeEach
  void open() throws Exception {
    driver = (S3Driver) fixture.openDriver();
  }

  @AfterEach
  void close() throws Exception {
    driver.close();
    fixture.cleanUp();
  }

  private Store store(StoreOptions.Builder options) {
    return Stores.over(driver, options.build());
  }

  private static List<String> files(Store store) {
    try (var files = store.listFiles("", ListOptions.recursive())) {
      return files.map(FileInfo::path).toList();
    }
  }

  @Test
  void theFilesBelowAreHiddenAndStillReadByName() {
    Store store = store(fixture.options().toBuilder());
    store.writeText("d/a.txt", "x");
    assertThat(files(store)).containsExactly("d/a.txt");
    store.writeText("d", "y");
    assertThat(files(store)).containsExactly("d");
    assertThat(store.readText("d/a.txt")).isEqualTo("x");
    store.delete("d");
    assertThat(files(store)).containsExactly("d/a.txt");
    store.delete("d/a.txt");
  }

  @Test
  void optionsRefuseBothDirections() {
    Store store =
        store(fixture.options().toBuilder().refuseWritesOverFolders().refuseWritesBelowFiles());
    store.writeText("d/a.txt", "x");
    assertThatThrownBy(() -> store.writeText("d", "y")).isInstanceOf(InvalidPathException.class);
    store.writeText("e", "x");
    assertThatThrownBy(() -> store.writeText("e/a.txt", "y"))
        .isInstanceOf(InvalidPathException.class);
    assertThat(files(store)).containsExactly("d/a.txt", "e");
    store.delete("d/a.txt");
    store.delete("e");
  }
}
