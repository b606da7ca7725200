package io.remotestore.examples.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Store;
import io.remotestore.Stores;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TreeTest {
  private final Store store = Stores.memory();

  @AfterEach
  void close() {
    store.close();
  }

  private List<String> draw(String... keys) {
    for (String key : keys) {
      store.writeText("root/" + key, "123");
    }
    return Tree.of(store, "root").lines("root").stream()
        .map(line -> line.text() + " " + line.files() + " " + line.bytes())
        .toList();
  }

  @Test
  void manyFoldersAreCutToTheFirstAndTheLast() {
    assertThat(draw("d=1/x", "d=2/x", "d=3/x", "d=3/y", "d=4/x", "d=5/x", "d=5/y"))
        .containsExactly(
            "root/ 7 21",
            "├─ d=1/x 0 3",
            "├─ … 3 more 4 12",
            "└─ d=5/ 2 6",
            "   ├─ x 0 3",
            "   └─ y 0 3");
  }

  @Test
  void aFewFoldersAreAllDrawn() {
    assertThat(draw("a/1", "a/2", "b/c/d/1", "b/c/d/2", "z"))
        .containsExactly(
            "root/ 5 15",
            "├─ a/ 2 6",
            "│  ├─ 1 0 3",
            "│  └─ 2 0 3",
            "├─ b/c/d/ 2 6",
            "│  ├─ 1 0 3",
            "│  └─ 2 0 3",
            "└─ z 0 3");
  }

  @Test
  void nothingIsAFolderWithoutFiles() {
    assertThat(draw()).containsExactly("root/ 0 0");
  }
}
