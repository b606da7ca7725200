package io.remotestore.s3;

import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.KnownDifferences;
import io.remotestore.testkit.StoreContractSuite;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a real server, a bucket for each test. */
@EnabledIfEnvironmentVariable(
    named = S3Server.VARIABLE,
    matches = ".+",
    disabledReason = "no S3 server was named")
final class S3ContractTest extends StoreContractSuite {

  /** What MinIO has other than the contract; another server may have other differences. */
  @RegisterExtension
  static final KnownDifferences DIFFERENCES =
      S3Fixture.DIFFERENCES.fails(
          "Paths.tooLongIsRefusedAtOnce", "a segment is a file name of 255 bytes at most");

  @Override
  protected ContractFixture fixture() {
    return new S3Fixture(S3Server.fromEnvironment());
  }
}
