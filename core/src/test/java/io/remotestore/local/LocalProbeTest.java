package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
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

  @Test
  void saysWhatTheFileSystemLacks() {
    assertThat(new LocalProbe(true, true, true).reasons()).isEmpty();
    assertThat(new LocalProbe(false, true, true).reasons())
        .isEqualTo(Map.of(Capability.CREATE_IF_ABSENT, "the file system has no hard links"));
    assertThat(new LocalProbe(true, false, true).reasons())
        .containsOnlyKeys(
            Capability.COMPARE_AND_SET, Capability.CONDITIONAL_DELETE, Capability.CONDITIONAL_COPY);
    assertThat(new LocalProbe(true, true, false).reasons())
        .containsOnlyKeys(Capability.USER_METADATA, Capability.CONTENT_HEADERS);
  }
}
