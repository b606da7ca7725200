package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.spi.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedFolderTest {
  private int passes;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 100, 101})
  void allComeOnceAndInOrderHoweverFewAreKept(int kept) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String key = String.format("k%02d", i);
      entries.add(i % 3 == 0 ? Entry.folder(key) : Entry.file(key).build());
    }
    List<String> inOrder = entries.stream().map(Entry::key).toList();
    Collections.shuffle(entries, new Random(1));

    assertThat(keys(entries, null, kept)).isEqualTo(inOrder);
    assertThat(passes).isEqualTo((100 + kept - 1) / kept);
  }

  @Test
  void aFolderComesWhereItsSlashBelongs() {
    List<Entry> entries =
        Arrays.asList(Entry.folder("a"), Entry.file("a.txt").build(), Entry.file("a0").build());

    assertThat(keys(entries, null, 2)).containsExactly("a.txt", "a", "a0");
  }

  @Test
  void whatLiesUpToTheBeginningIsLeftOut() {
    List<Entry> entries = Arrays.asList(Entry.file("c").build(), Entry.file("b").build());

    assertThat(keys(entries, "b", 1)).containsExactly("c");
  }

  private List<String> keys(List<Entry> entries, @Nullable String after, int kept) {
    passes = 0;
    List<String> keys = new ArrayList<>();
    try (EntryIterator ordered = new OrderedFolder(() -> pass(entries), after, kept)) {
      while (ordered.hasNext()) {
        keys.add(ordered.next().key());
      }
    }
    return keys;
  }

  private EntryIterator pass(List<Entry> entries) {
    passes++;
    Iterator<Entry> all = entries.iterator();
    return new EntryIterator() {
      @Override
      protected @Nullable Entry advance() {
        return all.hasNext() ? all.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
