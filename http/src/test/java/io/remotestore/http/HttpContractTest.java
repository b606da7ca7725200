package io.remotestore.http;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.http.StaticFiles.WebFile;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.FlatDriver;
import io.remotestore.testkit.StoreContractSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract over a web server: what stands in memory is read through HTTP alone. */
final class HttpContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    return new WebFixture();
  }

  private static final class WebFixture implements ContractFixture {
    private static final Call CALL = new FreeCall();

    private final FlatDriver files = FlatDriver.create();
    private @Nullable WebServer server;

    @Override
    public Driver openDriver() throws IOException {
      server = new WebServer(new StaticFiles(this::file));
      Driver reading = HttpDrivers.open(server.url());
      return new PublishedDriver(reading, files, features(reading.features()));
    }

    private @Nullable WebFile file(String key) {
      GetRequest all = new GetRequest(key, ByteRange.ALL, ReadConditions.NONE, null, Detail.ALL);
      try {
        GetReply reply = files.get(all, CALL);
        Entry entry = reply.entry();
        return new WebFile(
            reply.body().readAllBytes(),
            Objects.requireNonNull(entry.etag()),
            Objects.requireNonNull(entry.modifiedAt()),
            entry.headers().toMap());
      } catch (DriverException e) {
        return null; // not there
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What web servers say of a file, and all that the other driver can do to it. */
    private static Features features(Features reading) {
      Features writing = FlatDriver.allFeatures().build();
      return reading.toBuilder()
          .primitives(writing.primitives())
          .conditions(
              Stream.of(Features.Condition.values())
                  .filter(writing::has)
                  .collect(Collectors.toSet()))
          .attributes(Set.of(Features.Attribute.HEADERS))
          .folders(writing.folders())
          .orderedList()
          .recursiveList()
          .atomicWrite()
          .nativeWriteResult()
          .keyLimits(writing.maxKeyBytes(), writing.maxSegmentBytes())
          .maxPut(writing.maxPut())
          .partLimits(writing.minPart(), writing.maxPart(), writing.maxParts())
          .deleteBatch(writing.deleteBatch())
          .build();
    }

    @Override
    public StoreOptions options() {
      return StoreOptions.builder().name("contract").partSize(128 * 1024).mergeGap(4096).build();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(
          EnumSet.of(
              Capability.ATOMIC_MOVE,
              Capability.EMPTY_FOLDERS,
              Capability.SEEKABLE_READ,
              Capability.USER_METADATA,
              Capability.TAGS,
              Capability.PRESIGN,
              Capability.VERSIONS));
    }

    @Override
    public void cleanUp() throws IOException {
      if (server != null) {
        server.close();
      }
    }
  }
}
