package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of the page about the contract. */
final class ContractTest {
  @RegisterExtension final Printed printed = new Printed();

  @Test
  void ifMatch() {
    try (Store store = Stores.memory()) {
      // region ifMatch
      store.writeText("state.txt", "one");
      Revision seen = Objects.requireNonNull(store.getFileInfo("state.txt").revision());

      store.writeText("state.txt", "two", WriteOptions.ifMatch(seen));
      try {
        store.writeText("state.txt", "three", WriteOptions.ifMatch(seen));
      } catch (PreconditionFailedException e) {
        System.out.println(store.readText("state.txt")); // two
      }
      // endregion
    }
    assertThat(printed.take()).isEqualTo("two\n");
  }

  @Test
  void closing() {
    // region closing
    Store parent = Stores.memory();
    Store child = parent.child("a");
    child.close(); // does nothing
    child.writeText("b.txt", "x");
    parent.close(); // ends both
    try {
      child.readText("b.txt");
    } catch (StoreClosedException e) {
      System.out.println(e.problem()); // The store is closed
    }
    // endregion
    assertThat(printed.take()).isEqualTo("The store is closed\n");
  }
}
