package io.remotestore.benchmarks.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(named = Rehearsal.VARIABLE, matches = ".+")
@Timeout(120)
final class OwnTest {
  @TempDir private Path folder;

  @Test
  void doesEveryTaskThatItCan() throws Exception {
    assertThat(Rehearsal.run(Own::open, "bare", folder)).as("bare").isEmpty();
    assertThat(Rehearsal.run(Own::open, "store", folder)).as("store").isEmpty();
  }
}
