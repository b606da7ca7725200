package io.remotestore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.CopyOptions;
import io.remotestore.Store;
import io.remotestore.http.WebServer.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store on a web server can do by itself; the rest is refused without a request. */
final class HttpCapabilityTest {

  @Test
  void onlyReading() throws IOException {
    try (Store store = HttpDrivers.store("http://127.0.0.1:1/")) {
      assertThat(store.capabilities())
          .containsExactlyInAnyOrder(
              Capability.READ, Capability.METADATA, Capability.LAZY_READ, Capability.RANGE_READ);
      for (Capability capability : Capability.values()) {
        if (!store.supports(capability)) {
          assertThat(store.capabilities().whyNot(capability)).as("%s", capability).isNotBlank();
        }
      }
    }
  }

  @Test
  void theRestIsRefusedWithItsReason() throws IOException {
    try (WebServer server = new WebServer(asked -> Answer.text("x"));
        Store store = HttpDrivers.store(server.url())) {
      Map<Capability, ThrowingCallable> calls = new LinkedHashMap<>();
      calls.put(Capability.WRITE, () -> store.writeText("a", "x"));
      calls.put(Capability.DELETE, () -> store.delete("a"));
      calls.put(Capability.LIST, () -> store.listFiles("a"));
      calls.put(Capability.GLOB, () -> store.glob("*"));
      calls.put(Capability.MOVE, () -> store.move("a", "b", CopyOptions.overwrite()));
      calls.put(Capability.COPY, () -> store.copy("a", "b", CopyOptions.overwrite()));
      calls.put(Capability.EMPTY_FOLDERS, () -> store.createFolder("a"));
      calls.put(Capability.VERSIONS, () -> store.listVersions("a"));
      calls.put(Capability.UPLOADS, store::uploads);
      calls.forEach(
          (capability, call) ->
              assertThatThrownBy(call)
                  .isInstanceOfSatisfying(
                      CapabilityNotSupportedException.class,
                      e -> assertThat(e.capability()).isEqualTo(capability)));
      assertThatThrownBy(calls.get(Capability.WRITE))
          .hasMessageContaining("files on a web server can only be read");
      assertThatThrownBy(() -> store.getFolderInfo("a"))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("a web server does not say which files it has");
      assertThat(server.asked()).isEmpty();
    }
  }
}
