package io.remotestore.http;

import io.remotestore.Capability;
import io.remotestore.StoreOptions;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.spi.Call;
import io.remotestore.spi.CopyRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StatRequest.Detail;
import io.remotestore.spi.WriteHandle;
import io.remotestore.testkit.ContractFixture;
import io.remotestore.testkit.StoreContractSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on a real web server: what stands in its folder is read through HTTP alone. */
@EnabledIfEnvironmentVariable(
    named = NginxServer.VARIABLE,
    matches = ".+",
    disabledReason = "no web server was named")
final class NginxContractTest extends StoreContractSuite {

  @Override
  protected ContractFixture fixture() {
    try {
      return new NginxFixture(NginxServer.newFolder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record NginxFixture(NginxServer server) implements ContractFixture {

    @Override
    public Driver openDriver() throws IOException {
      Driver reading = HttpDrivers.open(server.url("/"));
      LocalDriver writing = LocalDriver.open(LocalOptions.of(server.folder()));
      return new NginxDriver(reading, writing, server.folder());
    }

    @Override
    public StoreOptions options() {
      return StoreOptions.builder().name("contract").mergeGap(4096).build();
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(
          Capability.READ,
          Capability.METADATA,
          Capability.LAZY_READ,
          Capability.RANGE_READ,
          Capability.WRITE,
          Capability.ATOMIC_WRITE,
          Capability.WRITE_RESULT_NATIVE,
          Capability.CREATE_IF_ABSENT,
          Capability.DELETE,
          Capability.LIST,
          Capability.GLOB,
          Capability.ORDERED_LIST,
          Capability.LIST_FROM_KEY,
          Capability.COPY,
          Capability.SERVER_COPY,
          Capability.MOVE,
          Capability.ATOMIC_MOVE,
          Capability.EMPTY_FOLDERS,
          Capability.UPLOADS);
    }

    @Override
    public void cleanUp() throws IOException {
      List<Path> all;
      try (Stream<Path> found = Files.walk(server.folder())) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : all) {
        Files.delete(each);
      }
    }
  }

  /** Writes into the folder. Every state has a second of its own: nginx makes tags of no less. */
  private static final class NginxDriver extends PublishedDriver {
    private final long firstSecond = Instant.now().getEpochSecond() - 200;
    private final AtomicInteger states = new AtomicInteger();
    private final Driver reading;
    private final Path folder;

    private NginxDriver(Driver reading, Driver writing, Path folder) {
      super(reading, writing, features(reading.features(), writing.features()));
      this.reading = reading;
      this.folder = folder;
    }

    private static Features features(Features reading, Features writing) {
      Set<Features.Condition> conditions =
          Stream.of(Features.Condition.values())
              .filter(each -> writing.has(each) && each.name().endsWith("_ABSENT"))
              .collect(Collectors.toSet());
      return writing.toBuilder()
          .primitives(
              writing.primitives().stream()
                  .filter(each -> each != io.remotestore.spi.Primitive.OPEN_READ)
                  .collect(Collectors.toSet()))
          .conditions(conditions)
          .attributes(Set.of())
          .validator(reading.validator())
          .rangeRead()
          .remote()
          .build();
    }

    private boolean isFolder(String key) {
      return Files.isDirectory(folder.resolve(key));
    }

    @Override
    public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
      return isFolder(request.key()) ? Entry.folder(request.key()) : super.stat(request, call);
    }

    @Override
    public GetReply get(GetRequest request, Call call) throws Exception {
      if (isFolder(request.key())) {
        throw new DriverException(Failure.rejected(Failure.Kind.IS_FOLDER));
      }
      return super.get(request, call);
    }

    @Override
    public void copy(CopyRequest request, Call call) throws Exception {
      super.copy(request, call);
      stamp(request.target());
    }

    @Override
    public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
      WriteHandle handle = super.openWrite(request, call);
      return new WriteHandle() {
        @Override
        public void write(byte[] bytes, int offset, int length, Call inner) throws IOException {
          handle.write(bytes, offset, length, inner);
        }

        @Override
        public Entry publish(Call inner) throws Exception {
          Entry entry = handle.publish(inner);
          stamp(request.key());
          return published(entry, inner);
        }

        @Override
        public void close() throws IOException {
          handle.close();
        }
      };
    }

    private void stamp(String key) throws IOException {
      Instant time = Instant.ofEpochSecond(firstSecond + states.incrementAndGet() % 400);
      Files.setLastModifiedTime(folder.resolve(key), FileTime.from(time));
    }

    @Override
    Entry published(Entry entry, Call call) throws Exception {
      Entry served =
          entry.isFile() ? reading.stat(StatRequest.of(entry.key(), Detail.ALL), call) : null;
      return served == null ? entry : served;
    }
  }
}
