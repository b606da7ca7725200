package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalProbeTest {

  @Test
  void openingAStoreLeavesItsRootAlone(@TempDir Path root) throws IOException {
    FileTime before = Files.getLastModifiedTime(root);
    LocalProbe probe = LocalProbe.of(root);
    assertThat(Files.getLastModifiedTime(root)).isEqualTo(before);
    try (LocalDriver driver = LocalDriver.open(LocalOptions.of(root))) {
      assertThat(driver.features()).isNotNull();
    }
    assertThat(Files.getLastModifiedTime(root)).isEqualTo(before);
    assertThat(probe.hardLinks()).isTrue();
    assertThat(probe.preciseTimes()).isTrue();
  }
}
