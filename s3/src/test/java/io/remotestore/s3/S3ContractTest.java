package io.remotestore.s3;

import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.StoreContractSuite;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on a real server, a bucket for each test. */
@EnabledIfEnvironmentVariable(
    named = S3Server.VARIABLE,
    matches = ".+",
    disabledReason = "no S3 server was named")
final class S3ContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new S3Fixture();
  }

  private static final class S3Fixture implements ContractFixture {
    private final S3Server server = S3Server.fromEnvironment();
    private final String bucket = S3Server.newBucketName();

    @Override
    public Driver openDriver() throws Exception {
      server.makeBucket(bucket);
      return server.driver(bucket);
    }

    @Override
    public StoreOptions options() {
      return StoreOptions.builder().name("contract").mergeGap(4096).build();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(
          EnumSet.of(
              Capability.ATOMIC_MOVE,
              Capability.EMPTY_FOLDERS,
              Capability.SEEKABLE_READ,
              Capability.CONDITIONAL_DELETE));
    }

    @Override
    public void cleanUp() throws Exception {
      server.removeBucket(bucket);
    }
  }
}
