package io.remotestore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every case of every group runs once, in this process, in each of its ways. */
class BenchmarksRunTest {
  private static final int FILES = 200;
  private static final Pace ONCE = new Pace(1, 0, 0, 1, 0);

  @TempDir static Path data;

  static Stream<Group> groups() {
    return Stream.of(Group.kernel(ONCE), Group.local(ONCE), Group.listing(ONCE, FILES));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void everyCaseRunsInEachOfItsWays(Group group) throws Exception {
    Trees.deep(data.resolve("deep"), FILES);
    Trees.flat(data.resolve("flat"), FILES);
    for (Case next : group.cases()) {
      assertThat(waysThatRan(group, next)).as(next.row()).hasSameElementsAs(next.subjects());
    }
  }

  @Test
  void noBenchmarkIsOutsideOfAGroup() {
    List<String> inGroups =
        groups().flatMap(group -> group.cases().stream()).map(Case::benchmark).distinct().toList();
    List<String> all =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
            .stream()
            .map(BenchmarkListEntry::getUsername)
            .toList();

    assertThat(all)
        .allSatisfy(name -> assertThat(inGroups).anyMatch(known -> name.endsWith("." + known)))
        .hasSameSizeAs(inGroups);
  }

  private static List<String> waysThatRan(Group group, Case next) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + next.benchmark().replace(".", "\\.") + "$")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .param("subject", next.subjects().toArray(String[]::new));
    next.parameters()
        .forEach((name, value) -> options.param(name, name.equals("size") ? "16" : value));
    if (!group.name().equals("kernel")) {
      options.param("folder", data.toString());
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream().map(result -> result.getParams().getParam("subject")).toList();
  }
}
