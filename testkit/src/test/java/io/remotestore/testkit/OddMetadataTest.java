package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metadata that other programs stored. */
final class OddMetadataTest extends FaultTest {

  private static final class Odd extends ForwardingDriver {
    private Odd() {
      super(FlatDriver.create());
    }

    @Override
    public GetReply get(GetRequest request, Call call) {
      Entry odd = Entry.file(request.key()).size(1).etag("e").metadata(Map.of("_odd", "x")).build();
      return new GetReply(odd, 0, 1, new ByteArrayInputStream(new byte[1]));
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
