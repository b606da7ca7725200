package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.InvalidPathException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Failure.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where folders are prefixes, a file can have files below it, unless that is refused. */
final class WritesBelowFilesTest extends FaultTest {
  private final FaultyDriver driver = new FaultyDriver(FlatDriver.create());
  private final StoreOptions refusing = options.toBuilder().refuseWritesBelowFiles().build();

  private Store store(StoreOptions chosen) {
    Store store = over(driver, chosen);
    store.writeText("a/file", "a");
    store.writeText("other", "o");
    return store;
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("a/file/x/y");
  }

  @Test
  void theyAreAllowedByDefault() {
    Store store = store(options);
    store.writeText("a/file/x/y", "b");
    assertThat(store.readText("a/file/x/y")).isEqualTo("b");
    assertThat(store.readText("a/file")).isEqualTo("a");
  }

  @Test
  void theyAreRefusedOnRequest() {
    Store store = store(refusing);
    assertRefused(() -> store.writeText("a/file/x/y", "b"));
    assertRefused(() -> store.writeText("a/file/x/y", "b", WriteOptions.overwrite()));
    assertRefused(
        () -> {
          try (StoreWriter writer = store.openWrite("a/file/x/y")) {
            writer.commit();
          }
        });
    assertRefused(() -> store.copy("other", "a/file/x/y"));
    assertRefused(() -> store.move("other", "a/file/x/y"));
    try (Store from = over(FlatDriver.create())) {
      from.writeText("b", "b");
      assertRefused(() -> store.copyFrom(from, "b", "a/file/x/y"));
    }
    assertThat(store.exists("a/file/x/y")).isFalse();
    assertThat(store.exists("other")).isTrue();
    store.writeText("a/beside/y", "c");
  }

  @Test
  void filesAboveAChildCountToo() {
    Store store = store(refusing);
    try (Store child = store.child("a/file")) {
      assertThatThrownBy(() -> child.writeText("x/y", "b"))
          .isInstanceOf(InvalidPathException.class);
    }
  }

  @Test
  void aLookThatIsDeniedRefusesNothing() {
    Store store = store(refusing);
    driver.next("stat", 3, Fault.rejected(Kind.PERMISSION_DENIED));
    store.writeText("a/file/x/y", "b", WriteOptions.overwrite());
    assertThat(driver.pending()).isZero();
    assertThat(store.readText("a/file/x/y")).isEqualTo("b");
  }
}
