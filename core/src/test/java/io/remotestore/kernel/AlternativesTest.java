package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns and paths that would match nothing, and say what to write instead. */
final class AlternativesTest {

  @ParameterizedTest
  @ValueSource(strings = {"*.{csv,txt}", "{a,b}/*", "{a/b,c}.txt", "{1..3}", "x{,y}", "[a]{b,c}"})
  void areRefusedWithAHint(String pattern) {
    try (Store store = Stores.memory()) {
      assertThatThrownBy(() -> store.glob(pattern))
          .isInstanceOf(InvalidPathException.class)
          .hasMessageContaining("{a,b}")
          .hasMessageContaining("one pattern for each");
    }
    assertThatThrownBy(() -> ListOptions.recursive().withPattern(pattern))
        .isInstanceOf(InvalidPathException.class)
        .hasMessageContaining("one pattern for each");
  }

  @Test
  void bracesThatAreNoneAreThemselves() {
    try (Store store = Stores.memory()) {
      store.writeText("{a,b}", "x");
      store.writeText("{id}", "x");
      try (Stream<FileInfo> found = store.glob("{id}")) {
        assertThat(found).hasSize(1);
      }
      try (Stream<FileInfo> found = store.glob("[{]a,b}")) {
        assertThat(found).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "./", "\\"})
  void otherSpellingsOfTheRootAreRefusedWithAHint(String path) {
    try (Store store = Stores.memory()) {
      assertThatThrownBy(() -> store.listFiles(path))
          .isInstanceOf(InvalidPathException.class)
          .hasMessageContaining("use \"\" for the root");
    }
  }
}
