package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.InvalidPathException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Globs over whole keys. */
public abstract class GlobContract extends StoreContract {

  private void tree() {
    for (String path :
        List.of(
            "top.csv",
            "data/a.csv",
            "data/b.txt",
            "data/2024/c.csv",
            "data/2024/01/d.csv",
            "data/2025/01/e.csv",
            "data/[x]/f.csv",
            "data2/g.csv",
            ".hidden/h.csv")) {
      put(path, "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*.csv; top.csv",
        "*; top.csv",
        "data/*.csv; data/a.csv",
        "data/*; data/a.csv data/b.txt",
        "data/**; data/a.csv data/b.txt data/2024/c.csv data/2024/01/d.csv data/2025/01/e.csv data/[x]/f.csv",
        "data/**/*.csv; data/a.csv data/2024/c.csv data/2024/01/d.csv data/2025/01/e.csv data/[x]/f.csv",
        "**/*.csv; top.csv data/a.csv data/2024/c.csv data/2024/01/d.csv data/2025/01/e.csv data/[x]/f.csv"
            + " data2/g.csv .hidden/h.csv",
        "**/01/*; data/2024/01/d.csv data/2025/01/e.csv",
        "data/202?/01/*.csv; data/2024/01/d.csv data/2025/01/e.csv",
        "data/202[45]/*; data/2024/c.csv",
        "data/202[!4]/**; data/2025/01/e.csv",
        "data*/*.csv; data/a.csv data2/g.csv",
        "data/a.csv; data/a.csv",
        "*/*/*/d.csv; data/2024/01/d.csv",
        "data/[[]x]/*; data/[x]/f.csv",
        "data/[x; ",
        "missing/**; ",
        "data/a.csv/*; ",
        "/data/*.txt; data/b.txt",
        "**/**/e.csv; data/2025/01/e.csv"
      })
  void matches(String pattern, String expected) {
    tree();
    List<String> paths =
        expected == null || expected.isBlank()
            ? List.of()
            : List.of(expected.trim().split(" ", -1));
    assertThat(globbed(pattern)).containsExactlyInAnyOrderElementsOf(paths);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../*", "..", "../*", "a**", "**b/c", "", "/"})
  void badPatternsFailAtTheCall(String pattern) {
    driver().resetCalls();
    fails(InvalidPathException.class, pattern, () -> store().glob(pattern));
    assertThat(driver().calls()).isZero();
  }

  @Test
  void questionMarksTakeOneCharacterHoweverWide() {
    put("x/\uD83D\uDE48.txt", "");
    put("x/ab.txt", "");
    assertThat(globbed("x/?.txt")).containsExactly("x/\uD83D\uDE48.txt");
    assertThat(globbed("x/??.txt")).containsExactly("x/ab.txt");
  }
}
