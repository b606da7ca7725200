package io.remotestore.examples;

import io.remotestore.Capability;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.StoreContractSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

// region contract
final class ZipContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new ZipFixture();
  }

  private static final class ZipFixture implements ContractFixture {
    private final Path folder;

    private ZipFixture() {
      try {
        folder = Files.createTempDirectory("zip");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Driver openDriver() throws IOException {
      return ZipDriver.open(folder.resolve("box.zip"));
    }

    /** Exactly these: one that is missing fails the suite, and so does one too many. */
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(
          Capability.READ,
          Capability.WRITE,
          Capability.DELETE,
          Capability.LIST,
          Capability.GLOB,
          Capability.MOVE,
          Capability.COPY,
          Capability.ATOMIC_WRITE,
          Capability.METADATA,
          Capability.WRITE_RESULT_NATIVE,
          Capability.RANGE_READ,
          Capability.CREATE_IF_ABSENT,
          Capability.COMPARE_AND_SET,
          Capability.CONDITIONAL_DELETE,
          Capability.ORDERED_LIST,
          Capability.LIST_FROM_KEY,
          Capability.BULK_DELETE);
    }

    @Override
    public void cleanUp() throws IOException {
      Files.deleteIfExists(folder.resolve("box.zip"));
      Files.deleteIfExists(folder.resolve("box.zip.lock"));
      Files.delete(folder); // and nothing else was left in it
    }
  }
}
// endregion
