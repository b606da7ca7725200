package io.remotestore.testkit.spike;

import io.remotestore.Capability;
import io.remotestore.spi.Driver;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.InfoContract;
import io.remotestore.testkit.ListContract;
import io.remotestore.testkit.RandomAccessContract;
import io.remotestore.testkit.ReadContract;
import io.remotestore.testkit.WriteContract;
import io.remotestore.testkit.WriterContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Reading, writing and listing over SFTP, against a server in this JVM. */
@Tag("long")
@SuppressWarnings("NullAway.Init") // set before all tests
final class SftpContractTest {
  private static SshServer server;
  private static Path home;

  @BeforeAll
  static void startServer() throws IOException {
    home = Files.createTempDirectory("sftp home");
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPasswordAuthenticator((user, password, session) -> password.equals("secret"));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    server.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.stop(true);
    delete(home);
  }

  private static void delete(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(tree)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private static final class SftpFixture implements ContractFixture {
    private final Path folder;

    private SftpFixture() {
      try {
        folder = Files.createTempDirectory(home, "root");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Its one channel carries one transfer at a time. */
    @Override
    public boolean remote() {
      return false;
    }

    @Override
    public Driver openDriver() throws Exception {
      return SftpDriver.connect(server.getPort(), "user", "secret", "/" + folder.getFileName());
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
          Capability.ATOMIC_MOVE,
          Capability.METADATA,
          Capability.LAZY_READ,
          Capability.RANGE_READ,
          Capability.CREATE_IF_ABSENT,
          Capability.EMPTY_FOLDERS,
          Capability.ORDERED_LIST,
          Capability.LIST_FROM_KEY);
    }

    @Override
    public void cleanUp() throws IOException {
      delete(folder);
    }
  }

  @Nested
  class Reads extends ReadContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }

  @Nested
  class RandomAccesss extends RandomAccessContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }

  @Nested
  class Writes extends WriteContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }

  @Nested
  class Writers extends WriterContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }

  @Nested
  class Infos extends InfoContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }

  @Nested
  class Lists extends ListContract {
    @Override
    protected ContractFixture fixture() {
      return new SftpFixture();
    }
  }
}
