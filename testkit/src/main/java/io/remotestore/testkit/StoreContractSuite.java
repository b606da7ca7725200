package io.remotestore.testkit;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The whole contract. Extend it with one class for a backend or a decorator; each nested class is
 * one area of it.
 */
@Tag("contract")
public abstract class StoreContractSuite {

  /** For subclasses. */
  protected StoreContractSuite() {}

  /** Returns a fixture for one test. */
  protected abstract ContractFixture fixture();

  @Nested
  class Capabilities extends CapabilityContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Paths extends PathContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Reads extends ReadContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class RandomAccess extends RandomAccessContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Writes extends WriteContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Writers extends WriterContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Infos extends InfoContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Lists extends ListContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Skipped extends SkippedEntryContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Pages extends PageContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Globs extends GlobContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Deletes extends DeleteContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Folders extends FolderContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class MovesAndCopies extends MoveCopyContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Scopes extends ScopeContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Events extends EventContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Races extends RaceContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Requests extends RequestContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }

  @Nested
  class Presigned extends PresignContract {
    @Override
    protected ContractFixture fixture() {
      return StoreContractSuite.this.fixture();
    }
  }
}
