package io.remotestore.testkit.spike;

import io.remotestore.Capability;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.StoreContractSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** The whole contract over rows of a database, whose calls notice no interrupt by themselves. */
final class SqliteContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new SqliteFixture();
  }

  private static final class SqliteFixture implements ContractFixture {
    private final Path file;

    private SqliteFixture() {
      try {
        file = Files.createTempFile("blobs", ".sqlite");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public boolean remote() {
      return false;
    }

    @Override
    public Driver openDriver() throws SQLException {
      return SqliteDriver.open(file);
    }

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
          Capability.LIST_FROM_KEY);
    }

    @Override
    public void cleanUp() throws IOException {
      for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
    }
  }
}
