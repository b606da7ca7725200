package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.ContentHeaders;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.ListOptions;
import io.remotestore.PresignOptions;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.WriteOptions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store says it can do is what it does; the rest is refused before any I/O. */
public abstract class CapabilityContract extends StoreContract {
  private static final Revision SOME = Revision.of("\"some\"");

  @Test
  void areAsExpected() {
    assertThat(store().capabilities()).containsExactlyInAnyOrderElementsOf(expectedCapabilities());
  }

  @Test
  void supportsAnswersAsTheSet() {
    for (Capability capability : Capability.values()) {
      assertThat(store().supports(capability))
          .isEqualTo(store().capabilities().supports(capability));
    }
  }

  @Test
  void missingOnesAreRefusedBeforeAnyRequest() {
    gated(Capability.WRITE, () -> put("a", "x"));
    gated(Capability.DELETE, () -> store().delete("a"));
    gated(Capability.LIST, () -> files("a"));
    gated(Capability.GLOB, () -> globbed("*"));
    gated(Capability.MOVE, () -> store().move("a", "b", CopyOptions.overwrite()));
    gated(Capability.COPY, () -> store().copy("a", "b", CopyOptions.overwrite()));
    gated(Capability.RANGE_READ, () -> store().readBytes("a", ReadOptions.range(0, 1)));
    gated(Capability.VERSIONS, () -> store().readBytes("a", ReadOptions.none().withVersion("1")));
    gated(Capability.VERSIONS, () -> store().listVersions("a").close());
    gated(Capability.PRESIGN, () -> store().presign("a", presign()));
    gated(Capability.UPLOADS, () -> store().uploads());
    gated(Capability.EMPTY_FOLDERS, () -> store().createFolder("a"));
    gated(Capability.CONDITIONAL_DELETE, () -> deleteIfMatch());
    gated(Capability.ORDERED_LIST, () -> files("", ListOptions.recursive().withOrdered()));
    gated(Capability.LIST_FROM_KEY, () -> store().listPage("", ListOptions.direct()));
  }

  private void deleteIfMatch() {
    store().delete("a", DeleteOptions.strict().withIfMatch(SOME));
  }

  private static PresignOptions presign() {
    return PresignOptions.of(PresignOptions.Method.READ, Duration.ofMinutes(1));
  }

  @Test
  void missingOnesOfWritesAreRefusedBeforeAnyRequest() {
    gatedWrite(Capability.CREATE_IF_ABSENT, WriteOptions.create());
    gatedWrite(Capability.COMPARE_AND_SET, WriteOptions.ifMatch(SOME));
    gatedWrite(Capability.USER_METADATA, overwrite().withMetadata(Map.of("k", "v")));
    gatedWrite(Capability.CONTENT_HEADERS, overwrite().withContentType("text/plain"));
    gatedWrite(Capability.TAGS, overwrite().withTags(Map.of("k", "v")));
    gatedWrite(Capability.ATOMIC_WRITE, overwrite().withAtomic());
  }

  private void gatedWrite(Capability capability, WriteOptions options) {
    gated(capability, () -> store().writeText("a", "x", options));
    gated(capability, () -> store().openWrite("a", options).close());
  }

  /** Where it is there, the call may fail for other reasons, never for this one. */
  private void gated(Capability capability, ThrowingCallable call) {
    if (!supports(capability)) {
      refused(capability, call);
      return;
    }
    try {
      call.call();
    } catch (CapabilityNotSupportedException e) {
      assertThat(e.capability()).as("refused although it is there").isNotEqualTo(capability);
    } catch (Throwable e) {
      assertThat(e).isInstanceOf(RemoteStoreException.class);
    }
  }

  @Test
  void emptyOptionsNeverTripAGate() {
    store()
        .writeText("a", "x", overwrite().withMetadata(Map.of()).withHeaders(ContentHeaders.NONE));
    assertThat(store().readText("a")).isEqualTo("x");
  }

  @Test
  void unwrapRefusesAForeignType() {
    assertThatThrownBy(() -> store().unwrap(StringBuilder.class))
        .isInstanceOf(CapabilityNotSupportedException.class)
        .hasMessageContaining("java.lang.StringBuilder");
  }
}
