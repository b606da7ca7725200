package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.ForwardingStore;
import io.remotestore.Store;
import io.remotestore.testkit.FlatContractTest.FlatFixture;
import io.remotestore.testkit.MemoryContractTest.MemoryFixture;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A decorator that changes nothing loses nothing. */
final class ForwardingContractTest {

  private static final class Plain extends ForwardingStore {
    private Plain(Store delegate) {
      super(delegate);
    }

    @Override
    protected Store wrap(Store other) {
      return new Plain(other);
    }
  }

  @Nested
  class OverMemory extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new MemoryFixture() {
        @Override
        public Store decorate(Store store) {
          return new Plain(new Plain(store));
        }
      };
    }
  }

  @Nested
  class OverFlat extends StoreContractSuite {
    @Override
    protected ContractFixture fixture() {
      return new FlatFixture() {
        @Override
        public Store decorate(Store store) {
          return new Plain(store);
        }
      };
    }
  }

  @Test
  void forwardsEveryMethodThatHasNoDefault() {
    List<String> missing = new ArrayList<>();
    for (Method method : Store.class.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers()) && !declares(ForwardingStore.class, method)) {
        missing.add(method.toString());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void aForwardingDriverForwardsEverything() {
    List<String> missing = new ArrayList<>();
    for (Method method : io.remotestore.spi.Driver.class.getMethods()) {
      if (!declares(ForwardingDriver.class, method)) {
        missing.add(method.toString());
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean declares(Class<?> type, Method method) {
    try {
      return type.getDeclaredMethod(method.getName(), method.getParameterTypes()) != null;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
