package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Features;
import org.junit.jupiter.api.Test;

/** The budget of primitives that each operation may cost. */
public abstract class RequestContract extends StoreContract {

  private void costs(String what, int atMost, Runnable call) {
    driver().resetCalls();
    call.run();
    assertThat(driver().calls())
        .as("%s called %s", what, driver().callCounts())
        .isLessThanOrEqualTo(atMost + sparePrimitives());
  }

  @Test
  void readsTakeOne() {
    put("file", "x");
    costs("read", 1, () -> assertThat(store().readBytes("file")).hasSize(1));
    costs("info", 1, () -> assertThat(store().getFileInfo("file")).isNotNull());
    costs("isFile", 1, () -> assertThat(store().isFile("file")).isTrue());
    costs("exists", 1, () -> assertThat(store().exists("file")).isTrue());
    costs("absence", 2, () -> assertThat(store().exists("missing")).isFalse());
    costs("root", 0, () -> assertThat(store().exists("")).isTrue());
  }

  /** A driver that forgets to say that it is remote reads a large file over one connection. */
  @Test
  void largeReadsTakeSeveralWhereFilesAreRemote() {
    assertThat(features().remote()).isEqualTo(expectedRemote());
    int chunk = 64 * 1024;
    byte[] large = noise(8 * chunk);
    put("large", large);
    boolean resumable =
        features().rangeRead()
            && features().validator() == Features.Validator.STRONG
            && store().getFileInfo("large").revision() != null;
    boolean several = expectedRemote() && resumable;
    Driver driver = several ? new HeldFrontDriver(driver()) : driver();
    Store chunked = withPartSize(driver, chunk); // closing it would close the driver
    driver().resetCalls();
    assertThat(chunked.readBytes(keyOf("large"))).isEqualTo(large);
    if (several) {
      assertThat(driver().calls("get")).as("requests of a large read").isGreaterThan(1);
    } else {
      assertThat(driver().calls("get")).isBetween(1, 1 + sparePrimitives());
    }
  }

  @Test
  void smallWritesTakeNoLook() {
    int cost = features().has(io.remotestore.spi.Primitive.PUT) ? 1 : 2;
    costs("overwrite", cost, () -> put("file", "x"));
    if (supports(Capability.CREATE_IF_ABSENT)) {
      costs("create", cost, () -> store().writeText("new", "x"));
    }
  }

  @Test
  void deletes() {
    put("file", "x");
    int strict = features().deleteReportsMissing() ? 1 : 2;
    costs("strict delete", strict, () -> store().delete("file"));
    costs("idempotent delete", 1, () -> store().delete("file", DeleteOptions.idempotent()));
  }

  @Test
  void listingsAskOnce() {
    put("dir/a", "");
    put("dir/b", "");
    costs("list", 1, () -> assertThat(files("dir")).hasSize(2));
    if (features().recursiveList()) {
      costs("recursive list", 1, () -> assertThat(files("", ListOptions.recursive())).hasSize(2));
    }
    int scoped = store().identity().root().isEmpty() ? 0 : 1;
    costs("ping", 1 + scoped, () -> store().ping());
    costs("addresses", 0, () -> assertThat(store().nativePath("dir/a")).isNotEmpty());
  }
}
