package io.remotestore.testkit;

import io.remotestore.Capability;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.spi.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

final class LocalContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new LocalFixture();
  }

  static class LocalFixture implements ContractFixture {
    private final Path root;

    LocalFixture() {
      try {
        root = Files.createTempDirectory("local contract \u00fc");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public boolean remote() {
      return false;
    }

    @Override
    public Driver openDriver() throws IOException {
      return LocalDriver.open(options(root));
    }

    LocalOptions options(Path folder) {
      return LocalOptions.of(folder);
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(
          EnumSet.of(
              Capability.BULK_DELETE, Capability.TAGS, Capability.PRESIGN, Capability.VERSIONS));
    }

    @Override
    public void cleanUp() throws IOException {
      List<Path> all;
      try (Stream<Path> paths = Files.walk(root)) {
        all = paths.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
