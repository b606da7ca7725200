package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Content;
import io.remotestore.ContentChangedException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.KnownDifferences;
import io.remotestore.testkit.StoreContractSuite;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on a server inside this JVM, so that every build runs it. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class S3InJvmContractTest extends StoreContractSuite {
  @RegisterExtension static final KnownDifferences DIFFERENCES = InJvmS3.DIFFERENCES;

  private static InJvmS3 s3;

  @BeforeAll
  static void startServer() throws Exception {
    s3 = InJvmS3.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    s3.close();
  }

  @Override
  protected ContractFixture fixture() {
    return new S3Fixture(s3.server());
  }

  /** A rival writes when half of its bytes are on their way. */
  private record Overtaken(Runnable rival) implements Content {
    private static final byte[] HALF = new byte[256 * 1024];

    @Override
    public long size() {
      return 2L * HALF.length;
    }

    @Override
    public boolean replayable() {
      return false;
    }

    @Override
    public InputStream open(long offset) {
      InputStream afterTheRival =
          new FilterInputStream(new ByteArrayInputStream(HALF)) {
            private boolean begun;

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
              if (!begun) {
                begun = true;
                rival.run();
              }
              return super.read(target, from, length);
            }
          };
      return new SequenceInputStream(new ByteArrayInputStream(HALF), afterTheRival);
    }
  }

  @Test
  void ifMatchIsLookedAtBeforeTheBytesCome() throws Exception {
    S3Fixture fixture = new S3Fixture(s3.server());
    try (Store store = Stores.over(fixture.openDriver(), fixture.options())) {
      // Until a checksum behind the bytes was taken once, streams are read before they are sent.
      store.write("first", new Overtaken(() -> {}), WriteOptions.overwrite());
      int lost = 0;
      for (int round = 0; round < 20; round++) {
        lost += losesAnUpdate(store) ? 1 : 0;
      }
      assertThat(lost).as("updates that S3 would have kept").isPositive();
    } finally {
      fixture.cleanUp();
    }
  }

  /** Reads beside a writer until the server mixes two states: it takes a second or a few. */
  @Test
  @Timeout(60)
  void aReplyMayMixTwoStates() throws Exception {
    S3Fixture fixture = new S3Fixture(s3.server());
    try (Store store = Stores.over(fixture.openDriver(), fixture.options())) {
      store.writeText("file", "0", WriteOptions.overwrite());
      AtomicBoolean mixed = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; !mixed.get(); i = (i + 1) % 10) {
                  store.writeText("file", String.valueOf(i), WriteOptions.overwrite());
                }
              });
      writer.start();
      try {
        assertThatThrownBy(() -> readForever(store)).hasMessageContaining(InJvmS3.OTHER_BYTES);
      } finally {
        mixed.set(true);
        writer.join();
      }
    } finally {
      fixture.cleanUp();
    }
  }

  private static void readForever(Store store) throws IOException {
    while (true) {
      try (InputStream in = store.read("file")) {
        in.readAllBytes();
      } catch (IOException e) {
        if (!(e.getCause() instanceof ContentChangedException)) {
          throw e;
        }
      }
    }
  }

  private static boolean losesAnUpdate(Store store) {
    store.writeText("file", "old", WriteOptions.overwrite());
    Revision old = Objects.requireNonNull(store.getFileInfo("file").revision());
    Runnable rival = () -> store.writeText("file", "theirs", WriteOptions.overwrite());
    try {
      store.write("file", new Overtaken(rival), WriteOptions.ifMatch(old));
      return true;
    } catch (PreconditionFailedException e) {
      return false;
    }
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    S3Server server =
        new S3Server(s3.server().endpoint(), AwsCredentials.of("in-jvm", "another secret"));
    try (Store store =
        Stores.over(server.driver("bucket"), StoreOptions.builder().name("wrong").build())) {
      assertThatThrownBy(() -> store.exists("file"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("store=wrong")
          .hasMessageNotContaining("another secret");
    }
  }
}
