package io.remotestore.benchmarks.aws;

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
final class AwsTest {
  @TempDir private Path folder;

  @Test
  void doesEveryTaskThatItCan() throws Exception {
    assertThat(Rehearsal.run(Aws::open, "aws-apache5", folder))
        .as("aws-apache5")
        .containsExactly(Task.PUT_STREAM);
    assertThat(Rehearsal.run(Aws::open, "aws-crt", folder))
        .as("aws-crt")
        .containsExactly(Task.PUT_STREAM);
    assertThat(Rehearsal.run(Aws::open, "aws-s3crt", folder)).as("aws-s3crt").isEmpty();
  }
}
