package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Call;
import io.remotestore.spi.CopyRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that change between the look at them and what is done with them. */
final class ChangingSourceTest extends FaultTest {

  /** Changes a file so many times, each time that it is about to be copied. */
  private static final class LateWriter extends ForwardingDriver {
    private @Nullable Store other;
    private int changes;

    private LateWriter() {
      super(FlatDriver.create());
    }

    @Override
    public void copy(CopyRequest request, Call call) throws Exception {
      if (changes > 0) {
        write(request.source().key(), "state " + changes--);
      }
      super.copy(request, call);
    }

    private void write(String path, String text) {
      WriteOptions options = WriteOptions.overwrite().withMetadata(Map.of("of", text));
      Objects.requireNonNull(other).writeText(path, text, options);
    }
  }

  private LateWriter late(int changes) {
    LateWriter driver = new LateWriter();
    driver.other = over(driver);
    driver.write("a", "the first");
    driver.changes = changes;
    return driver;
  }

  static CopyOptions[] copies() {
    return new CopyOptions[] {CopyOptions.create(), CopyOptions.overwrite()};
  }

  @ParameterizedTest
  @MethodSource("copies")
  void aCopyIsOfOneState(CopyOptions options) {
    Store store = over(late(3));
    store.copy("a", "b", options);
    assertThat(store.readText("b")).isEqualTo("state 1");
    assertThat(store.getFileInfo("b").metadata()).isEqualTo(Map.of("of", "state 1"));
  }

  @ParameterizedTest
  @MethodSource("copies")
  void aStateThatTheCallerNamedIsNotLookedForTwice(CopyOptions options) {
    Store store = over(late(1));
    CopyOptions bound =
        options.withSourceIfMatch(Objects.requireNonNull(store.getFileInfo("a").revision()));
    assertThatThrownBy(() -> store.copy("a", "b", bound))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(store.exists("b")).isFalse();
  }

  @Test
  void aSourceThatNeverRestsIsNotChasedForEver() {
    LateWriter driver = late(100);
    Store store = over(driver);
    assertThatThrownBy(() -> store.copy("a", "b", CopyOptions.overwrite()))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(driver.changes).isEqualTo(95);
    assertThat(store.exists("b")).isFalse();
  }

  @Test
  void aMoveOfAnotherStateIsNone() {
    Store store = over(late(1));
    assertThatThrownBy(() -> store.move("a", "b")).isInstanceOf(PreconditionFailedException.class);
    assertThat(store.readText("a")).isEqualTo("state 1");
  }
}
