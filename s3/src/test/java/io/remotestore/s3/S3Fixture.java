package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.KnownDifferences;
import java.util.EnumSet;
import java.util.Set;

/** A bucket for each test. */
class S3Fixture implements ContractFixture {
  /** What S3 itself has other than the contract. */
  static final KnownDifferences DIFFERENCES =
      KnownDifferences.none()
          .fails(
              "Conditions.everyStateHasARevisionOfItsOwn",
              "an ETag is a digest of the bytes: equal bytes have equal ones");

  private final S3Server server;
  private final String bucket = S3Server.newBucketName();

  S3Fixture(S3Server server) {
    this.server = server;
  }

  final S3Server server() {
    return server;
  }

  final String bucket() {
    return bucket;
  }

  @Override
  public Driver openDriver() throws Exception {
    server.makeBucket(bucket);
    return server.driver(bucket);
  }

  @Override
  public StoreOptions options() {
    return StoreOptions.builder().name("contract").mergeGap(4096).sleeper(wait -> {}).build();
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
    try {
      assertThat(server.uploads(bucket)).as("uploads that are left").isEmpty();
    } finally {
      server.removeBucket(bucket);
    }
  }
}
