package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.InvalidPathException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Failure.Kind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where folders are prefixes, a file can have the name of a folder, unless that is refused. */
final class WritesOverFoldersTest extends FaultTest {
  private final FaultyDriver driver = new FaultyDriver(FlatDriver.create());
  private final StoreOptions refusing = options.toBuilder().refuseWritesOverFolders().build();

  private Store store(StoreOptions chosen) {
    Store store = over(driver, chosen);
    store.writeText("a/file/x", "a");
    store.writeText("other", "o");
    return store;
  }

  private static void assertRefused(String path, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("path='" + path + "'");
  }

  @Test
  void theyAreAllowedByDefault() {
    Store store = store(options);
    store.writeText("a", "b");
    assertThat(store.readText("a")).isEqualTo("b");
    assertThat(store.readText("a/file/x")).isEqualTo("a");
  }

  @Test
  void theyAreRefusedOnRequest() {
    Store store = store(refusing);
    for (String target : List.of("a", "a/file")) {
      assertRefused(target, () -> store.writeText(target, "b"));
      assertRefused(target, () -> store.writeText(target, "b", WriteOptions.overwrite()));
      assertRefused(
          target,
          () -> {
            try (StoreWriter writer = store.openWrite(target)) {
              writer.commit();
            }
          });
      assertRefused(target, () -> store.copy("other", target));
      assertRefused(target, () -> store.move("other", target));
      try (Store from = over(FlatDriver.create())) {
        from.writeText("b", "b");
        assertRefused(target, () -> store.copyFrom(from, "b", target));
      }
      assertThat(store.isFile(target)).isFalse();
    }
    assertThat(store.exists("other")).isTrue();
    store.writeText("a/beside", "c");
    store.writeText("a/beside", "d", WriteOptions.overwrite());
    store.writeText("a/file2", "e");
  }

  @Test
  void bothRefusalsGoTogether() {
    Store store = store(refusing.toBuilder().refuseWritesBelowFiles().build());
    assertRefused("a", () -> store.writeText("a", "b"));
    assertThatThrownBy(() -> store.writeText("other/b", "b"))
        .isInstanceOf(InvalidPathException.class);
  }

  @Test
  void aFolderOfAChildCountsToo() {
    try (Store child = store(refusing).child("a")) {
      assertRefused("file", () -> child.writeText("file", "b"));
    }
  }

  @Test
  void aLookThatIsDeniedRefusesNothing() {
    Store store = store(refusing);
    driver.next("list", Fault.rejected(Kind.PERMISSION_DENIED));
    store.writeText("a", "b", WriteOptions.overwrite());
    assertThat(driver.pending()).isZero();
    assertThat(store.readText("a")).isEqualTo("b");
  }
}
