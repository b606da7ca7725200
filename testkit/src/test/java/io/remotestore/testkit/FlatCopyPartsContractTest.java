package io.remotestore.testkit;

import io.remotestore.spi.Driver;
import io.remotestore.spi.Features.Condition;
import java.util.Set;

/** Copies by parts: where one copy decides no condition on its target, or the file is too large. */
final class FlatCopyPartsContractTest extends MoveCopyContract {

  @Override
  protected ContractFixture fixture() {
    return new FlatContractTest.FlatFixture() {
      @Override
      public Driver openDriver() {
        return FlatDriver.with(
            FlatDriver.allFeatures()
                .conditions(
                    Set.of(
                        Condition.WRITE_ABSENT,
                        Condition.WRITE_MATCH,
                        Condition.DELETE_MATCH,
                        Condition.COPY_SOURCE_MATCH))
                .maxCopy(3)
                .build());
      }
    };
  }
}
