package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.CapabilitySet;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.spi.Features;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why a store cannot do something. */
final class AbsenceTest {

  private static Store store(Features features) {
    return Stores.over(FlatDriver.with(features), StoreOptions.defaults());
  }

  @Test
  void everyMissingCapabilityHasAReason() {
    try (Store bare = store(Features.builder().build())) {
      CapabilitySet set = bare.capabilities();
      assertThat(set.supports(Capability.WRITE)).isFalse();
      for (Capability capability : Capability.values()) {
        if (set.supports(capability)) {
          assertThat(set.whyNot(capability)).isNull();
        } else {
          assertThat(set.whyNot(capability)).as(capability.toString()).isNotBlank();
        }
      }
      assertThat(set.whyNot(Capability.TAGS)).isEqualTo("the backend can only be read");
    }
  }

  @Test
  void aDriverThatKnowsBetterIsHeard() {
    Features features =
        Features.builder().reasons(Map.of(Capability.LIST, "the server hides its index")).build();
    try (Store store = store(features)) {
      assertThat(store.capabilities().whyNot(Capability.LIST))
          .isEqualTo("the server hides its index");
      assertThatThrownBy(() -> store.listFiles(""))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("does not support LIST: the server hides its index");
    }
  }

  @Test
  void whatIsThereHasNoReason() {
    Features features =
        Features.builder().reasons(Map.of(Capability.READ, "a driver in error")).build();
    try (Store store = store(features)) {
      assertThat(store.capabilities().whyNot(Capability.READ)).isNull();
    }
  }

  @Test
  void reasonsStayWhereCapabilitiesAreTakenAway() {
    CapabilitySet set =
        CapabilitySet.of(
            Set.of(Capability.READ, Capability.WRITE), Map.of(Capability.TAGS, "no room"));
    CapabilitySet less = set.without(List.of(Capability.WRITE));
    assertThat(less.whyNot(Capability.TAGS)).isEqualTo("no room");
    assertThat(less.whyNot(Capability.WRITE)).isNull();
    assertThat(less).isEqualTo(CapabilitySet.of(Set.of(Capability.READ)));
  }

  @Test
  void memoryNamesTheOptionThatKeepsVersions() {
    try (Store store = Stores.memory()) {
      assertThatThrownBy(() -> store.listVersions("a"))
          .hasMessageContaining("VERSIONS: the store was not opened with versions = kept");
    }
  }
}
