package io.remotestore.testkit;

import io.remotestore.local.LocalOptions;
import io.remotestore.local.LocalOptions.Durability;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** The areas that write, with every write synchronised. */
final class LocalFsyncContractTest {

  private static ContractFixture durable() {
    return new LocalContractTest.LocalFixture() {
      @Override
      LocalOptions options(Path folder) {
        return super.options(folder).withDurability(Durability.FSYNC);
      }
    };
  }

  @Nested
  class Writes extends WriteContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }

  @Nested
  class Writers extends WriterContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }

  @Nested
  class Deletes extends DeleteContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }

  @Nested
  class Folders extends FolderContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }

  @Nested
  class MovesAndCopies extends MoveCopyContract {
    @Override
    protected ContractFixture fixture() {
      return durable();
    }
  }
}
