package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.RetryPolicy;
import io.remotestore.StoreOptions;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.Exchange;
import io.remotestore.testkit.FaultPlan;
import io.remotestore.testkit.FaultProxy;
import io.remotestore.testkit.KnownDifferences;
import io.remotestore.testkit.StoreContractSuite;
import io.remotestore.testkit.WireFault;
import io.remotestore.transport.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The contract over a network that fails every few requests, just so often that retries do not run
 * out.
 */
final class S3FaultContractTest {
  private static final String TWO_STATES =
      "without its reply, nobody can tell a write that another followed from one that was refused";

  /** What takes long and is the same on every JDK. */
  private static final String EACH_FAULT = "each-fault";

  private static final String ONE_OF_A_KIND =
      "no S3 server was named: each kind of fault alone takes longer than every build should";

  private static final AtomicInteger EXCHANGES = new AtomicInteger();
  private static final AtomicInteger FAULTS = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static InJvmS3 inJvm;

  @BeforeAll
  static void startServer() throws Exception {
    inJvm = InJvmS3.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    inJvm.close();
    assertThat(FAULTS.get()).as("faults").isGreaterThanOrEqualTo(EXCHANGES.get() / 20);
  }

  private static boolean isNamed() {
    return System.getenv(S3Server.VARIABLE) != null;
  }

  /** Where replies are lost, what cannot be told is said. */
  private static KnownDifferences withoutSomeReplies(KnownDifferences ofTheServer) {
    String unknown = "OutcomeUnknownException";
    return ofTheServer
        .failsByChance("Conditions.absenceIsNoState", unknown, TWO_STATES)
        .failsByChance("Conditions.writersTestTheirConditionAtCommit", unknown, TWO_STATES)
        .failsByChance("Conditions.writesOverTheStateNamed", unknown, TWO_STATES)
        .failsByChance("Races.countersEndExact", unknown, TWO_STATES);
  }

  private static ContractFixture before(S3Server server, FaultPlan plan) {
    Endpoint to = server.endpoint();
    try {
      return new FaultyFixture(
          server, FaultProxy.http(new InetSocketAddress(to.host(), to.port()), plan));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class FaultyFixture extends S3Fixture {
    private final FaultProxy proxy;

    private FaultyFixture(S3Server server, FaultProxy proxy) {
      super(server);
      this.proxy = proxy;
    }

    @Override
    public Driver openDriver() throws Exception {
      server().makeBucket(bucket());
      Endpoint before = new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", proxy.port());
      return new S3Server(before, server().credentials()).driver(bucket());
    }

    @Override
    public StoreOptions options() {
      return super.options().toBuilder()
          .retry(
              RetryPolicy.standard()
                  .withMaxAttempts(8)
                  .withBackoff(Duration.ZERO, Duration.ZERO)
                  .withJitter(Duration.ZERO))
          .build();
    }

    @Override
    public int sparePrimitives() {
      return 3;
    }

    @Override
    public void cleanUp() throws Exception {
      try (proxy) {
        EXCHANGES.addAndGet(proxy.exchanges());
        FAULTS.addAndGet(proxy.faults());
        assertThat(proxy.problems()).isEmpty();
      } finally {
        server().removeBucket(bucket()); // nobody knows of an upload whose beginning had no reply
      }
    }
  }

  /** Whatever comes, before the server that the environment names, if it names one. */
  @Nested
  @Tag(EACH_FAULT)
  class AllAtOnce extends StoreContractSuite {
    @RegisterExtension
    static final KnownDifferences DIFFERENCES =
        withoutSomeReplies(isNamed() ? S3ContractTest.DIFFERENCES : InJvmS3.DIFFERENCES);

    @Override
    protected ContractFixture fixture() {
      return before(
          isNamed() ? S3Server.fromEnvironment() : inJvm.server(),
          FaultPlan.random(
              20_130_101,
              8,
              WireFault.refused(),
              WireFault.requestResetAfter(200),
              WireFault.replyResetAfter(100),
              WireFault.bodyResetAfter(300),
              WireFault.replySwallowed(),
              WireFault.status(503, Duration.ofSeconds(1))));
    }
  }

  /** Ended before the server has seen a request, in the middle of one, and in that of a reply. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = S3Server.VARIABLE,
      matches = ".+",
      disabledReason = ONE_OF_A_KIND)
  @Tag(EACH_FAULT)
  class CutConnections extends StoreContractSuite {
    @RegisterExtension
    static final KnownDifferences DIFFERENCES = withoutSomeReplies(InJvmS3.DIFFERENCES);

    @Override
    protected ContractFixture fixture() {
      return before(
          inJvm.server(),
          FaultPlan.every(41, WireFault.refused())
              .or(FaultPlan.every(43, WireFault.requestResetAfter(200)))
              .or(FaultPlan.every(47, WireFault.replyResetAfter(100)))
              .or(FaultPlan.every(53, WireFault.bodyResetAfter(300)))
              .or(FaultPlan.every(59, WireFault.requestClosedAfter(200)))
              .or(FaultPlan.every(61, WireFault.replyClosedAfter(100)))
              .or(FaultPlan.every(67, WireFault.bodyClosedAfter(300))));
    }
  }

  /** The server has done what it was asked, and nobody hears of it. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = S3Server.VARIABLE,
      matches = ".+",
      disabledReason = ONE_OF_A_KIND)
  @Tag(EACH_FAULT)
  class LostReplies extends StoreContractSuite {
    @RegisterExtension
    static final KnownDifferences DIFFERENCES = withoutSomeReplies(InJvmS3.DIFFERENCES);

    @Override
    protected ContractFixture fixture() {
      return before(
          inJvm.server(), FaultPlan.every(8, Exchange::isChange, WireFault.replySwallowed()));
    }
  }

  /** The server asks for patience, or has troubles of its own. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = S3Server.VARIABLE,
      matches = ".+",
      disabledReason = ONE_OF_A_KIND)
  @Tag(EACH_FAULT)
  class Refusals extends StoreContractSuite {
    @RegisterExtension
    static final KnownDifferences DIFFERENCES =
        withoutSomeReplies(InJvmS3.DIFFERENCES); // a gateway that gave up does not know either

    @Override
    protected ContractFixture fixture() {
      return before(
          inJvm.server(),
          FaultPlan.every(29, WireFault.status(503, Duration.ofSeconds(1)))
              .or(FaultPlan.every(31, WireFault.status(429)))
              .or(FaultPlan.every(37, WireFault.status(500)))
              .or(FaultPlan.every(41, WireFault.status(504))));
    }
  }

  /** What comes late or slowly comes all the same. */
  @Nested
  @EnabledIfEnvironmentVariable(
      named = S3Server.VARIABLE,
      matches = ".+",
      disabledReason = ONE_OF_A_KIND)
  @Tag(EACH_FAULT)
  class Slowness extends StoreContractSuite {
    @RegisterExtension static final KnownDifferences DIFFERENCES = InJvmS3.DIFFERENCES;

    @Override
    protected ContractFixture fixture() {
      return before(
          inJvm.server(),
          FaultPlan.every(8, WireFault.delayed(Duration.ofMillis(20)))
              .or(FaultPlan.every(9, WireFault.throttled(4 << 20))));
    }
  }
}
