package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of the README. */
final class ReadmeTest {
  @RegisterExtension final Printed printed = new Printed();

  @Test
  void example() throws Exception {
    // region example
    try (Store store = Stores.open("memory:readme")) {
      store.writeText("reports/north.csv", "quarter,total\n1,10\n");

      // Published when the lambda has returned, and not at all if it throws.
      store.write(
          "reports/south.csv.gz",
          out -> {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
              gzip.write("quarter,total\n1,7\n".getBytes(StandardCharsets.UTF_8));
            }
          });

      // Creating is the default; replacing is said.
      store.writeText("reports/north.csv", "quarter,total\n1,12\n", WriteOptions.overwrite());

      // A store of its own that cannot reach outside its folder.
      Store reports = store.child("reports");
      try (Stream<FileInfo> files = reports.glob("**/*.csv*")) {
        files.forEach(file -> System.out.println(file.path() + " " + file.size()));
      }
    }
    // endregion

    assertThat(printed.take().lines())
        .hasSize(2)
        .contains("north.csv 19")
        .anyMatch(line -> line.matches("south\\.csv\\.gz \\d+"));
  }

  @Test
  void staysShort() throws Exception {
    assertThat(Files.readAllLines(Page.ROOT.resolve("README.md"))).hasSizeLessThan(150);
  }
}
