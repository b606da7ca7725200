package io.remotestore.testkit;

import io.remotestore.local.LocalOptions;
import io.remotestore.local.LocalOptions.Confine;
import java.nio.file.Path;

final class LocalStrictContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new LocalContractTest.LocalFixture() {
      @Override
      LocalOptions options(Path folder) {
        return super.options(folder).withConfine(Confine.STRICT);
      }
    };
  }
}
