package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.AlreadyExistsException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of errors names every exception there is, once. */
final class ErrorsPageTest {
  @RegisterExtension final Printed printed = new Printed();

  @Test
  void act() {
    Store store = Stores.memory();
    // region act
    try {
      store.writeText("reports/today.txt", "all well");
      store.writeText("reports/today.txt", "all better");
    } catch (AlreadyExistsException e) {
      System.out.println("exists already: " + e.path()); // this one we expect
    } catch (RemoteStoreException e) {
      if (e.retryHelps()) {
        System.out.println("later: " + e.problem());
      } else {
        throw e;
      }
    }
    // endregion
    assertThat(printed.take()).isEqualTo("exists already: reports/today.txt\n");
    store.close();
  }

  private static final Path API = Page.ROOT.resolve("core/src/main/java/io/remotestore");

  @Test
  void everyExceptionHasARow() throws Exception {
    List<String> there;
    try (Stream<Path> files = Files.list(API)) {
      there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Exception.java"))
              .map(name -> name.replace(".java", ""))
              .toList();
    }
    for (String name : there) {
      assertThat(RemoteStoreException.class)
          .isAssignableFrom(Class.forName("io.remotestore." + name));
    }
    List<String> rows =
        Pattern.compile("(?m)^\\| `(\\w+Exception)` \\|")
            .matcher(Page.of("docs/errors.md").prose())
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(there);
  }
}
