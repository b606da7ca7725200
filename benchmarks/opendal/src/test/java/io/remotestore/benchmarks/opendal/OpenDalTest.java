package io.remotestore.benchmarks.opendal;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.benchmarks.clients.Rehearsal;
import io.remotestore.benchmarks.clients.Task;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(named = Rehearsal.VARIABLE, matches = ".+")
@Timeout(120)
final class OpenDalTest {
  @TempDir private Path folder;

  @Test
  void doesEveryTaskThatItCan() throws Exception {
    assertThat(Rehearsal.run((name, place) -> new BlockingClient(place), "opendal", folder))
        .as("opendal")
        .containsExactly(Task.DELETE);
  }
}
