package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.remotestore.BackendUnavailableException;
import io.remotestore.ConfigException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.RetryPolicy;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.StoreIdentity;
import io.remotestore.StoreOptions;
import io.remotestore.settings.DriverFactories;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final BackendConfig FAKE = BackendConfig.of("fake").withOption("bucket", "b");

  private static final RegistryConfig CONFIG =
      RegistryConfig.empty()
          .withBackend("main", FAKE)
          .withBackend("other", FAKE.withOption("bucket", "c"))
          .withBackend("third", FAKE.withOption("bucket", "d"))
          .withStore("whole", StoreProfile.of("main"))
          .withStore("part", StoreProfile.of("main").withRootPath("/x//y/"))
          .withStore("else", StoreProfile.of("other"))
          .withStore("last", StoreProfile.of("third"));

  private final FakeBackend fake = new FakeBackend();

  private Registry registry(RegistryConfig config) {
    return Registry.of(config, StoreOptions.defaults(), FakeBackend.with(fake));
  }

  @Test
  void opensABackendOnceAndOnlyWhenAskedFor() {
    try (Registry registry = registry(CONFIG)) {
      assertThat(fake.opened).isEmpty();
      assertThat(registry.storeNames()).containsExactly("whole", "part", "else", "last");
      assertThat(registry.store("whole").identity()).isEqualTo(new StoreIdentity("fake", "b", ""));
      assertThat(registry.store("part").identity())
          .isEqualTo(new StoreIdentity("fake", "b", "x/y"));
      assertThat(registry.store("part").identity().root()).isEqualTo("x/y");
      assertThat(fake.opened).hasSize(1);
      assertThat(registry.store("else").identity().service()).isEqualTo("c");
      assertThat(fake.opened).hasSize(2);
    }
    assertThat(fake.drivers).extracting(driver -> driver.closed).containsExactly(1, 1);
  }

  @Test
  void opensUnderAnyNameOfTheType() {
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend("main", BackendConfig.of("fake-too").withOption("bucket", "b"))
            .withStore("s", StoreProfile.of("main"));
    try (Registry registry = registry(config)) {
      assertThat(registry.store("s").identity().service()).isEqualTo("b");
    }
  }

  @Test
  void aNameStandsForTheRootOfItsStore() {
    try (Registry registry = registry(CONFIG)) {
      Store part = registry.store("part");
      assertThatThrownBy(() -> part.read("../a")).hasMessageContaining("store=part |");
      assertThatThrownBy(() -> part.child("sub//deep").child("er").read("../a"))
          .hasMessageContaining("store=part/sub/deep/er |");
    }
  }

  @Test
  void closingAStoreLeavesItsBackendOpen() {
    try (Registry registry = registry(CONFIG)) {
      registry.store("whole").close();
      assertThat(fake.drivers.get(0).closed).isZero();
      assertThat(registry.store("whole").identity().service()).isEqualTo("b");
    }
  }

  @Test
  void closingTheRegistryEndsItsStores() {
    Registry registry = registry(CONFIG);
    Store store = registry.store("whole");
    Store child = store.child("x");
    registry.close();
    registry.close();
    assertThat(fake.drivers.get(0).closed).isEqualTo(1);
    assertThatThrownBy(store::ping).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(child::ping).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> registry.store("whole"))
        .isInstanceOf(StoreClosedException.class)
        .hasMessageContaining("The registry is closed")
        .hasMessageContaining("store=whole");
  }

  @Test
  void closesEveryBackendAndThrowsTheFirstFailure() {
    Registry registry = registry(CONFIG);
    List.of("whole", "else", "last").forEach(registry::store);
    IOException first = new IOException("first");
    IllegalStateException second = new IllegalStateException("second");
    fake.drivers.get(0).onClose = first;
    fake.drivers.get(1).onClose = second;

    Throwable thrown = catchThrowable(registry::close);

    assertThat(thrown)
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("The backend 'main' could not be closed")
        .hasMessageContaining("operation=close")
        .hasMessageContaining("backend=fake")
        .hasCause(first);
    assertThat(thrown.getSuppressed()).containsExactly(second);
    assertThat(fake.drivers).extracting(driver -> driver.closed).containsExactly(1, 1, 1);
  }

  @Test
  void namesTheStoresWhereOneIsUnknown() {
    try (Registry registry = registry(CONFIG)) {
      assertThatThrownBy(() -> registry.store("hole"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("there is no store 'hole'; did you mean 'whole'?")
          .hasMessageContaining("whole, part, else, last");
    }
    try (Registry registry = registry(RegistryConfig.empty())) {
      assertThatThrownBy(() -> registry.store("x")).hasMessageContaining("there are none");
    }
  }

  @Test
  void checksAllAtConstructionAndOpensNothing() {
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend("a", BackendConfig.of("fake").withOption("rooot", "x"))
            .withBackend("b", BackendConfig.of("memroy"))
            .withBackend("absent", BackendConfig.of("sftpp"))
            .withStore("s", StoreProfile.of("c").withJavaOption("concurrency", 0));
    assertThatThrownBy(() -> registry(config))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "backends.a.options.rooot: unknown option; known: bucket, secret, port,"
                            + " verify, timeout, headers, client_options, hosts, url,"
                            + " reject_write_under_file_ancestor",
                        "backends.a.options.bucket: required, but missing",
                        "backends.b.type: unknown backend type 'memroy'; did you mean 'memory'?",
                        "stores.s.backend: there is no backend 'c'; did you mean 'a'?",
                        "stores.s.java.concurrency: must be at least 1"));
    assertThat(fake.opened).isEmpty();
  }

  @Test
  void opensAgainWhatCouldNotBeOpened() {
    fake.onOpen = new IOException("no room");
    try (Registry registry = registry(CONFIG)) {
      assertThatThrownBy(() -> registry.store("whole"))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("The backend could not be opened: java.io.IOException: no room")
          .hasMessageContaining("backend=fake")
          .hasCause(fake.onOpen);
      fake.onOpen = new AccessDeniedException("/root");
      assertThatThrownBy(() -> registry.store("whole"))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("/root");
      fake.onOpen = null;
      assertThat(registry.store("whole").identity().service()).isEqualTo("b");
    }
    assertThat(fake.drivers).extracting(driver -> driver.closed).containsExactly(1);
  }

  @Test
  void mergesOptionsOfTheStoreOverThoseOfItsBackend() {
    RetryPolicy retry = RetryPolicy.disabled();
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend(
                "main",
                FAKE.withRetry(retry)
                    .withOption("reject_write_under_file_ancestor", true)
                    .withJavaOption("concurrency", 9)
                    .withJavaOption("part_size", "16MiB")
                    .withJavaOption("merge_gap", 0)
                    .withJavaOption("write_tokens", false)
                    .withJavaOption("reject_write_over_folder", true)
                    .withJavaOption("leak_detection", "on"))
            .withBackend("plain", FAKE)
            .withStore(
                "data",
                StoreProfile.of("main")
                    .withJavaOption("concurrency", "2")
                    .withJavaOption("write_tokens", true))
            .withStore("plain", StoreProfile.of("plain"));
    try (Registry registry =
        Registry.of(
            config,
            StoreOptions.builder().mergeGap(77).concurrency(3).build(),
            FakeBackend.with(fake))) {
      StoreOptions data = registry.optionsOf("data");
      assertThat(data.name()).isEqualTo("data");
      assertThat(data.retry()).isEqualTo(retry);
      assertThat(data.concurrency()).isEqualTo(2);
      assertThat(data.partSize()).isEqualTo(16 << 20);
      assertThat(data.mergeGap()).isZero();
      assertThat(data.writeTokens()).isTrue();
      assertThat(data.refusesWritesBelowFiles()).isTrue();
      assertThat(data.refusesWritesOverFolders()).isTrue();
      assertThat(data.leakDetection()).isEqualTo(StoreOptions.LeakDetection.ON);
      StoreOptions plain = registry.optionsOf("plain");
      assertThat(plain.retry()).isEqualTo(RetryPolicy.standard());
      assertThat(plain.concurrency()).isEqualTo(3);
      assertThat(plain.mergeGap()).isEqualTo(77);
      assertThat(plain.refusesWritesBelowFiles()).isFalse();
      assertThat(plain.refusesWritesOverFolders()).isFalse();
    }
  }

  @Test
  void refusesTwoBackendsOfOneType() {
    assertThatThrownBy(() -> DriverFactories.of(List.of(new FakeBackend(), new FakeBackend())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("two backends have the type 'fake")
        .hasMessageContaining(FakeBackend.class.getName());
  }

  @Test
  void findsTheBackendsOfThisLibrary() {
    assertThat(DriverFactories.found().types()).contains("local", "memory");
    assertThat(DriverFactories.found().schemes()).contains("file", "memory");
  }
}
