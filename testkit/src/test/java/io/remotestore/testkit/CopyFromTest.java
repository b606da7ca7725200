package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.FileInfo;
import io.remotestore.ForwardingStore;
import io.remotestore.NotFoundException;
import io.remotestore.Operation;
import io.remotestore.OperationEvent;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.ReadOptions;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreListener;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.memory.MemoryOptions;
import io.remotestore.spi.Address;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies between two stores: by the backend where it can, else through this process. */
final class CopyFromTest extends FaultTest {

  private static MemoryDriver versioned() {
    return MemoryDriver.create(new MemoryOptions(MemoryOptions.Versions.KEPT), Clock.systemUTC());
  }

  private static String version(WriteResult result) {
    return Objects.requireNonNull(result.versionId());
  }

  private static Revision revision(WriteResult result) {
    return Objects.requireNonNull(result.revision());
  }

  // ---------------------------------------------------------------- one description of the source

  /** The target keeps no versions and copies under no condition: neither is asked of it. */
  @Test
  void anOldVersionComesWithItsOwnSizeMetadataAndHeaders() {
    Store source = over(versioned());
    Store target = over(FlatDriver.create());
    assertThat(target.supports(Capability.VERSIONS)).isFalse();
    WriteOptions options =
        WriteOptions.overwrite().withMetadata(Map.of("state", "old")).withContentType("text/old");
    String old = version(source.write("f", bytes("old bytes"), options));
    source.write("f", bytes("new"), WriteOptions.overwrite().withContentType("text/new"));

    target.copyFrom(source, "f", "copy", CopyOptions.create().withSourceVersion(old));

    FileInfo copy = target.getFileInfo("copy");
    assertThat(target.readText("copy")).isEqualTo("old bytes");
    assertThat(copy.metadata()).containsEntry("state", "old");
    assertThat(copy.contentType()).isEqualTo("text/old");
  }

  @Test
  void aVersionOfADeletedFileIsCopied() {
    Store source = over(versioned());
    Store target = over(FlatDriver.create());
    String old = version(source.writeText("f", "past"));
    source.delete("f");
    target.copyFrom(source, "f", "copy", CopyOptions.create().withSourceVersion(old));
    assertThat(target.readText("copy")).isEqualTo("past");
  }

  @Test
  void aConditionHoldsBesideAVersion() {
    Store source = over(versioned());
    Store target = over(FlatDriver.create());
    WriteResult old = source.writeText("f", "old");
    Revision latest = revision(source.writeText("f", "new", WriteOptions.overwrite()));
    CopyOptions options = CopyOptions.create().withSourceVersion(version(old));
    assertThatThrownBy(
            () -> target.copyFrom(source, "f", "copy", options.withSourceIfMatch(latest)))
        .isInstanceOf(PreconditionFailedException.class);
    assertThat(target.exists("copy")).isFalse();
    target.copyFrom(source, "f", "copy", options.withSourceIfMatch(revision(old)));
    assertThat(target.readText("copy")).isEqualTo("old");
  }

  @Test
  void aSourceWithoutVersionsRefusesOne() {
    Store source = over(FlatDriver.create());
    Store target = over(versioned());
    source.writeText("f", "x");
    assertThatThrownBy(
            () -> target.copyFrom(source, "f", "copy", CopyOptions.create().withSourceVersion("1")))
        .isInstanceOfSatisfying(
            CapabilityNotSupportedException.class,
            e -> assertThat(e.capability()).isEqualTo(Capability.VERSIONS));
  }

  @Test
  void aSmallFileIsOneReadAndOneWrite() {
    TrackingDriver source = new TrackingDriver(FlatDriver.create());
    TrackingDriver target = new TrackingDriver(FlatDriver.create());
    Store from = over(source);
    Store to = over(target);
    from.writeText("f", "x");
    source.resetCalls();
    target.resetCalls();
    to.copyFrom(from, "f", "copy");
    assertThat(source.callCounts().keySet()).containsExactly("get");
    assertThat(target.callCounts().keySet()).containsExactly("put");
    source.assertNothingOpen();
    assertThat(to.readText("copy")).isEqualTo("x");
  }

  @Test
  void aMissingSourceIsNamedByItsOwnPath() {
    Store source = over(FlatDriver.create());
    assertThatThrownBy(() -> over(FlatDriver.create()).copyFrom(source, "gone", "copy"))
        .isInstanceOfSatisfying(
            NotFoundException.class, e -> assertThat(e.path()).isEqualTo("gone"));
  }

  // ---------------------------------------------------------------- on the backend

  private void assertCopiedOnServer(TrackingDriver target, Store to, Store from) {
    from.writeText("f", "x", WriteOptions.overwrite());
    target.resetCalls();
    to.copyFrom(from, "f", "copy", CopyOptions.overwrite());
    assertThat(target.callCounts().keySet()).contains("copy").doesNotContain("put", "openWrite");
    assertThat(to.readText("copy")).isEqualTo("x");
  }

  @Test
  void twoOpeningsOfOneBackendCopyOnIt() {
    TrackingDriver target = new TrackingDriver(MemoryDriver.create());
    assertCopiedOnServer(target, over(target), over(MemoryDriver.create()));
  }

  @Test
  void twoLocalFoldersCopyWithoutThisProcess(@TempDir Path one, @TempDir Path two)
      throws IOException {
    try (Driver opened = LocalDriver.open(LocalOptions.of(one))) {
      TrackingDriver target = new TrackingDriver(opened);
      assertCopiedOnServer(target, over(target), Stores.local(two));
    }
  }

  @Test
  void oneFileByTwoStoresIsNothingToDo(@TempDir Path folder) {
    try (Store one = Stores.local(folder);
        Store two = Stores.local(folder)) {
      one.writeText("f", "x");
      two.copyFrom(one, "f", "f");
      two.copyFrom(one, "f", "f", CopyOptions.overwrite());
      assertThat(two.readText("f")).isEqualTo("x");
    }
  }

  @Test
  void aSourceThatTheTargetMayNotReadIsStreamedAndRemembered() {
    for (Failure.Kind refusal : List.of(Failure.Kind.PERMISSION_DENIED, Failure.Kind.NOT_FOUND)) {
      FaultyDriver faulty = new FaultyDriver(MemoryDriver.create());
      TrackingDriver target = new TrackingDriver(faulty);
      Store from = over(MemoryDriver.create());
      Store to = over(target);
      from.writeText("f", "x");
      faulty.next("copy", Fault.rejected(refusal));
      to.copyFrom(from, "f", "one");
      assertThat(to.readText("one")).isEqualTo("x");
      target.resetCalls();
      to.copyFrom(from, "f", "two");
      assertThat(target.calls("copy")).isZero();
      assertThat(to.readText("two")).isEqualTo("x");
    }
  }

  /** Else one file that a rival deletes would end the copies on the backend of all files. */
  @Test
  void aSourceThatIsGoneIsNoRefusal() {
    FaultyDriver faulty = memory();
    TrackingDriver target = new TrackingDriver(faulty);
    MemoryDriver source = MemoryDriver.create();
    Store from = over(source);
    Store to = over(target);
    from.writeText("f", "x");
    from.writeText("gone", "x");
    Store rival = over(source);
    faulty.next(
        "copy", Fault.rejected(Failure.Kind.NOT_FOUND).whileDoing(() -> rival.delete("gone")));
    assertThatThrownBy(() -> to.copyFrom(from, "gone", "copy"))
        .isInstanceOf(NotFoundException.class);
    assertCopiedOnServer(target, to, from);
  }

  @Test
  void aTargetThatIsDeniedIsNoRefusalOfTheSource() {
    FaultyDriver faulty = memory();
    TrackingDriver target = new TrackingDriver(faulty);
    Store from = over(MemoryDriver.create());
    Store to = over(target);
    from.writeText("f", "x");
    faulty.next("copy", Fault.rejected(Failure.Kind.PERMISSION_DENIED));
    faulty.next("put", Fault.rejected(Failure.Kind.PERMISSION_DENIED));
    faulty.next("openWrite", Fault.rejected(Failure.Kind.PERMISSION_DENIED));
    assertThatThrownBy(() -> to.copyFrom(from, "f", "copy"))
        .isInstanceOf(PermissionDeniedException.class);
    faulty.clear();
    assertCopiedOnServer(target, to, from);
  }

  /** A backend of the same name as another one. */
  private static final class Tenant extends ForwardingDriver {
    private final Address address;

    private Tenant(Driver delegate, Address address) {
      super(delegate);
      this.address = address;
    }

    @Override
    public Address address() {
      return address;
    }
  }

  /** Two tenants of one service can have buckets of the same name. */
  @Test
  void twoFilesOfOneNameAreNotOneFile() {
    MemoryDriver tenant = MemoryDriver.create();
    FaultyDriver faulty = memory();
    TrackingDriver target = new TrackingDriver(new Tenant(faulty, tenant.address()));
    Store from = over(tenant);
    Store to = over(target);
    assertThat(from.identity().service()).isEqualTo(to.identity().service());
    from.writeText("f", "theirs");
    to.writeText("f", "ours");
    faulty.next("copy", 2, Fault.rejected(Failure.Kind.PRECONDITION_FAILED));
    to.copyFrom(from, "f", "f", CopyOptions.overwrite());
    assertThat(to.readText("f")).isEqualTo("theirs");
    assertThat(target.calls("copy")).as("the backend sees another file there").isEqualTo(1);
    assertThatThrownBy(() -> to.copyFrom(from, "f", "f"))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(target.calls("copy")).as("it is remembered").isEqualTo(1);
  }

  /** A store that may not copy within itself says so. */
  @Test
  void aRefusalWithinOneStoreIsAnError() {
    FaultyDriver faulty = memory();
    Store store = over(faulty);
    store.writeText("f", "x");
    faulty.next("copy", Fault.rejected(Failure.Kind.PERMISSION_DENIED));
    assertThatThrownBy(() -> store.copyFrom(store, "f", "one"))
        .isInstanceOf(io.remotestore.PermissionDeniedException.class);
  }

  private static final class Heard implements StoreListener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void started(OperationEvent event) {
      events.add("started " + event.operation() + " " + event.path());
    }

    @Override
    public void finished(OperationEvent event) {
      events.add("finished " + event.operation() + " " + event.path());
    }
  }

  @Test
  void listenersOfBothStoresSeeTheCopy() {
    Heard source = new Heard();
    Heard target = new Heard();
    Store from = over(MemoryDriver.create());
    Store to = over(MemoryDriver.create());
    from.writeText("f", "x");
    to.withListener(target).copyFrom(from.withListener(source), "f", "copy");
    List<String> both =
        List.of("started " + Operation.COPY + " f", "finished " + Operation.COPY + " f");
    assertThat(source.events).containsExactlyElementsOf(both);
    assertThat(target.events).containsExactlyElementsOf(both);
  }

  // ---------------------------------------------------------------- decorators

  /** Stores each byte inverted. */
  private static final class Inverting extends ForwardingStore {
    private Inverting(Store delegate) {
      super(delegate);
    }

    @Override
    protected Store wrap(Store other) {
      return new Inverting(other);
    }

    private static byte[] inverted(InputStream in) {
      try (in) {
        byte[] bytes = in.readAllBytes();
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) ~bytes[i];
        }
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public StoreInputStream read(String path, ReadOptions options) {
      StoreInputStream in = delegate().read(path, options);
      InputStream bytes = new ByteArrayInputStream(inverted(in));
      return new StoreInputStream() {
        @Override
        public FileInfo info() {
          return in.info();
        }

        @Override
        public long startOffset() {
          return in.startOffset();
        }

        @Override
        public long length() {
          return in.length();
        }

        @Override
        public int read() throws IOException {
          return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          return bytes.read(target, offset, length);
        }
      };
    }

    @Override
    public WriteResult write(String path, Content content, WriteOptions options) {
      try {
        return delegate().write(path, Content.of(inverted(content.open(0))), options);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A source that says nothing, copied through a decorator and between two stores. */
  @Test
  void aDeadlineEndsTheReadOfTheSource() {
    FaultyDriver silent = new FaultyDriver(MemoryDriver.create());
    Store from = over(silent);
    from.writeText("f", "x");
    Duration limit = Duration.ofMillis(50);
    Store plain = over(MemoryDriver.create());
    for (Store to :
        List.of(
            new Inverting(plain).withDeadline(limit),
            over(FlatDriver.create()).withDeadline(limit),
            plain.withDeadline(limit))) {
      silent.clear();
      silent.next("stat", Fault.blocks());
      silent.next("get", Fault.blocks());
      silent.next("openRead", Fault.blocks());
      assertThatThrownBy(() -> to.copyFrom(from, "f", "copy"))
          .as("%s", to)
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void aCopyThroughADecoratorIsVerifiedAndSeen() {
    Heard heard = new Heard();
    Store plain = over(MemoryDriver.create());
    Store from = over(MemoryDriver.create());
    from.writeText("f", "x");
    new Inverting(plain).withListener(heard).copyFrom(from, "f", "copy");
    assertThat(heard.events)
        .startsWith("started " + Operation.COPY + " f")
        .endsWith("finished " + Operation.COPY + " f");
  }

  private static String text(Store store, String path) {
    try (StoreInputStream in = store.read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDecoratorThatChangesBytesIsReadThrough() {
    Store plain = over(MemoryDriver.create());
    Store inverting = new Inverting(plain);
    inverting.write("f", Content.of(bytes("x")), WriteOptions.create());
    assertThat(plain.readText("f", StandardCharsets.ISO_8859_1)).isNotEqualTo("x");

    plain.copyFrom(inverting, "f", "from-inverting");
    assertThat(text(plain, "from-inverting")).isEqualTo("x");
    over(MemoryDriver.create()).copyFrom(inverting, "f", "elsewhere");
  }

  @Test
  void aDecoratorThatChangesBytesIsWrittenThrough() {
    Store plain = over(MemoryDriver.create());
    Store inverting = new Inverting(plain);
    plain.writeText("f", "x");
    inverting.copyFrom(plain, "f", "to-inverting");
    assertThat(text(inverting, "to-inverting")).isEqualTo("x");
    inverting.copyFrom(inverting, "to-inverting", "again");
    assertThat(text(inverting, "again")).isEqualTo("x");
  }

  private static final class Transparent extends ForwardingStore {
    private Transparent(Store delegate) {
      super(delegate);
    }

    @Override
    protected Store wrap(Store other) {
      return new Transparent(other);
    }

    @Override
    protected boolean isTransparent() {
      return true;
    }
  }

  @Test
  void aTransparentDecoratorCopiesOnTheBackend() {
    TrackingDriver target = new TrackingDriver(MemoryDriver.create());
    Store from = new Transparent(new Transparent(over(MemoryDriver.create())));
    assertCopiedOnServer(target, new Transparent(over(target)), from);
  }
}
