package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.StatRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Metadata that other programs stored. */
final class OddMetadataTest extends FaultTest {

  private static final class Odd extends ForwardingDriver {
    private Odd() {
      super(FlatDriver.create());
    }

    @Override
    public @Nullable Entry stat(StatRequest request, Call call) {
      return Entry.file(request.key()).size(1).etag("e").metadata(Map.of("_odd", "x")).build();
    }
  }

  @Test
  void whatCannotBeWrittenIsNotCopiedInPart() {
    Store source = over(new Odd());
    Store target = over(memory(), options.toBuilder().name("target").build());
    assertThatThrownBy(() -> target.copyFrom(source, "a", "b", CopyOptions.create()))
        .isInstanceOf(RemoteStoreException.class)
        .hasMessageContaining("metadata key '_odd'")
        .hasMessageContaining("store=target")
        .hasMessageContaining("without that");
    assertThat(target.exists("b")).isFalse();
  }
}
