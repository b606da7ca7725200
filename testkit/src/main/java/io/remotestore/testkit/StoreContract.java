package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.ListOptions;
import io.remotestore.PathEntry;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Features;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * One area of the contract: a fresh store for each test, and after it a look for what was left
 * open.
 *
 * <p>Where backends differ, a test asserts each side of the difference; none is skipped.
 */
public abstract class StoreContract {
  private ContractFixture fixture;
  private TrackingDriver driver;
  private Store store;

  /** For suites. */
  @SuppressWarnings("NullAway.Init") // set before each test
  protected StoreContract() {}

  /** Returns a fixture for one test. */
  protected abstract ContractFixture fixture();

  @BeforeEach
  final void openStore() throws Exception {
    fixture = fixture();
    driver = new TrackingDriver(fixture.openDriver());
    store = fixture.decorate(Stores.over(driver, fixture.options()));
  }

  @AfterEach
  final void closeStore() throws Exception {
    try {
      driver.assertNothingOpen();
    } finally {
      store.close();
      driver.close();
      fixture.cleanUp();
    }
  }

  /** The store under test. */
  protected final Store store() {
    return store;
  }

  /** The driver under it, with what it has handed out. */
  protected final TrackingDriver driver() {
    return driver;
  }

  /** Returns a store like that under test, decorated in the same way, over another driver. */
  protected final Store storeOver(Driver other) {
    return fixture.decorate(Stores.over(other, fixture.options()));
  }

  /** The key of a path for the driver under the store. */
  protected final String keyOf(String path) {
    String root = store.identity().root();
    return root.isEmpty() ? path : root + "/" + path;
  }

  /** What the driver is. */
  protected final Features features() {
    return driver.features();
  }

  /** The capabilities that are expected. */
  protected final Set<Capability> expectedCapabilities() {
    return fixture.capabilities();
  }

  protected final int sparePrimitives() {
    return fixture.sparePrimitives();
  }

  /** Whether the driver is expected to be behind a network. */
  protected final boolean expectedRemote() {
    return fixture.remote();
  }

  /** Another store over the same driver, with parts of that size. */
  protected final Store withPartSize(Driver over, int size) {
    return Stores.over(over, fixture.options().toBuilder().partSize(size).concurrency(4).build());
  }

  protected final boolean supports(Capability capability) {
    return store.supports(capability);
  }

  /** Whether a name is either a file or a folder. */
  protected final boolean realFolders() {
    return features().realFolders();
  }

  /** Options for a write that must not fail because something is there. */
  protected static WriteOptions overwrite() {
    return WriteOptions.overwrite();
  }

  /** Writes a text, replacing what is there. */
  protected final void put(String path, String text) {
    store.writeText(path, text, WriteOptions.overwrite());
  }

  /** Writes bytes, replacing what is there. */
  protected final void put(String path, byte[] bytes) {
    store.write(path, bytes, WriteOptions.overwrite());
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that look random and are the same each time. */
  protected static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  protected final List<String> files(String path) {
    return files(path, ListOptions.direct());
  }

  protected final List<String> files(String path, ListOptions options) {
    try (Stream<FileInfo> files = store.listFiles(path, options)) {
      return files.map(FileInfo::path).toList();
    }
  }

  protected final List<String> folders(String path, ListOptions options) {
    try (Stream<FolderEntry> folders = store.listFolders(path, options)) {
      return folders.map(FolderEntry::path).toList();
    }
  }

  protected final List<String> children(String path) {
    return children(path, ListOptions.direct());
  }

  protected final List<String> children(String path, ListOptions options) {
    try (Stream<PathEntry> children = store.iterChildren(path, options)) {
      return children.map(PathEntry::path).toList();
    }
  }

  protected final List<String> globbed(String pattern) {
    try (Stream<FileInfo> files = store.glob(pattern)) {
      return files.map(FileInfo::path).toList();
    }
  }

  /**
   * Asserts the type of an error, that it tells path and backend, and that its text is not bare.
   */
  protected final <E extends RemoteStoreException> E fails(
      Class<E> type, String path, ThrowingCallable call) {
    List<E> caught = new ArrayList<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            type,
            e -> {
              assertThat(e.path()).as("path of %s", e).isEqualTo(path);
              assertThat(e.operation()).as("operation of %s", e).isNotNull();
              assertThat(e.store()).as("store of %s", e).isNotBlank();
              assertThat(e.backend()).as("backend of %s", e).isNotBlank();
              assertThat(e.problem()).as("problem of %s", e).isNotBlank();
              caught.add(e);
            });
    return caught.get(0);
  }

  /** Asserts that a call is refused for want of a capability, without a single primitive called. */
  protected final void refused(Capability capability, ThrowingCallable call) {
    driver.resetCalls();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CapabilityNotSupportedException.class,
            e -> assertThat(e.capability()).isEqualTo(capability));
    assertThat(driver.calls()).as("primitives called by refused operations").isZero();
  }
}
