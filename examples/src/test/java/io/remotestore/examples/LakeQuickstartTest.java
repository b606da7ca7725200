package io.remotestore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.FileInfo;
import io.remotestore.Store;
import io.remotestore.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LakeQuickstartTest {

  @Test
  void runsTwiceAndAnswersTheSame() throws IOException {
    try (Store lake = Stores.memory()) {
      LakeQuickstart.run(lake);
      String first = lake.readText("gold/late-by-carrier.csv");
      LakeQuickstart.run(lake);

      assertThat(lake.readText("gold/late-by-carrier.csv"))
          .isEqualTo(first)
          .contains("ExpressJet Airlines Inc.,3558,1230\n");
      assertThat(lake.readText("gold/late-by-hour.csv")).startsWith("hour,departed,late\n 5,");
      assertThat(lake.readText("gold/report.html"))
          .contains("<tr><td>ExpressJet Airlines Inc.<td>34.6%");
      try (Stream<FileInfo> parts = lake.glob("silver/flights/**/*.csv.gz")) {
        assertThat(parts).hasSize(28);
      }
    }
  }

  @Test
  void staysUnder150Lines() throws IOException {
    Path source = Path.of("src/main/java/io/remotestore/examples/LakeQuickstart.java");
    assertThat(Files.readAllLines(source)).hasSizeLessThan(150);
  }
}
