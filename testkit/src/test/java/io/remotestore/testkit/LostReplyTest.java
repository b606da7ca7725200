package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.AlreadyExistsException;
import io.remotestore.CopyOptions;
import io.remotestore.DeadlineExceededException;
import io.remotestore.DeleteOptions;
import io.remotestore.OperationInterruptedException;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.WriteIdentity;
import io.remotestore.spi.PutRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A change whose reply was lost: told as what it is, never as what the second try met. */
final class LostReplyTest extends FaultTest {

  private static Revision revision(Store store, String path) {
    Revision revision = store.getFileInfo(path).revision();
    if (revision == null) {
      throw new AssertionError("no revision");
    }
    return revision;
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "flat"})
  void creatingIsTold(String kind) {
    FaultyDriver driver = kind.equals("memory") ? memory() : new FaultyDriver(FlatDriver.create());
    Store store = over(driver);
    driver.next("put", Fault.lostReply());
    WriteResult result = store.writeText("file", "mine");
    assertThat(result.revision()).isEqualTo(revision(store, "file"));
    assertThat(waits).as("no second try was needed").isEmpty();
    driver.next("put", Fault.lostRequest());
    store.writeText("other", "mine");
    assertThat(store.readText("other")).isEqualTo("mine");
  }

  /** Loses the reply to the first write, and the write itself arrives when the next one does. */
  private static final class SlowServer extends ForwardingDriver {
    private @Nullable PutRequest late;
    private int puts;

    private SlowServer() {
      super(FlatDriver.create());
    }

    @Override
    public Entry put(PutRequest request, Call call) throws Exception {
      puts++;
      if (puts == 1) {
        late = request;
        throw new DriverException(Failure.unknown(Kind.UNAVAILABLE));
      }
      if (late != null) {
        Entry unused = super.put(late, call);
        late = null;
      }
      return super.put(request, call);
    }
  }

  @Test
  void aWriteThatArrivesAfterTheLookIsOursAllTheSame() {
    SlowServer server = new SlowServer();
    Store store = over(server);
    WriteResult result = store.writeText("file", "mine");
    assertThat(server.puts).isEqualTo(2);
    assertThat(result.revision()).isEqualTo(revision(store, "file"));
  }

  @Test
  void ofARivalsIdenticalBytesOneIsToldThatItWon() {
    for (boolean weAreFirst : new boolean[] {true, false}) {
      FaultyDriver driver = memory();
      Store store = over(driver);
      AtomicInteger winners = new AtomicInteger();
      Runnable rival =
          () -> {
            try {
              store.writeText("file", "identical");
              winners.incrementAndGet();
            } catch (AlreadyExistsException e) {
              // the rival lost
            }
          };
      driver.next("put", (weAreFirst ? Fault.lostReply() : Fault.lostRequest()).whileDoing(rival));
      try {
        store.writeText("file", "identical");
        winners.incrementAndGet();
      } catch (AlreadyExistsException e) {
        assertThat(weAreFirst).isFalse();
      }
      assertThat(winners).as("we are first: %s", weAreFirst).hasValue(1);
      assertThat(store.readText("file")).isEqualTo("identical");
    }
  }

  @Test
  void withoutATokenNobodyGuesses() {
    FaultyDriver driver = memory();
    Store store = over(driver, options.toBuilder().withoutWriteTokens().build());
    driver.next("put", Fault.lostReply());
    assertThatThrownBy(() -> store.writeText("file", "x"))
        .isInstanceOfSatisfying(
            OutcomeUnknownException.class, e -> assertThat(e.hint()).contains("look at the file"));
    FaultyDriver plain =
        new FaultyDriver(
            FlatDriver.with(FlatDriver.allFeatures().identity(WriteIdentity.NONE).build()));
    Store other = over(plain);
    plain.next("put", Fault.lostReply());
    assertThatThrownBy(() -> other.writeText("file", "x"))
        .isInstanceOf(OutcomeUnknownException.class);
    plain.next("put", Fault.lostRequest());
    other.writeText("new", "x");
  }

  @Test
  void tokensStayHidden() {
    Store store = over(memory());
    store.writeText("file", "x");
    assertThat(store.getFileInfo("file").metadata()).isEmpty();
  }

  @Test
  void compareAndSetIsTold() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("file", "one");
    driver.next("put", Fault.lostReply());
    store.writeText("file", "two", WriteOptions.ifMatch(revision(store, "file")));
    assertThat(store.readText("file")).isEqualTo("two");
    driver.next("put", Fault.lostRequest());
    store.writeText("file", "three", WriteOptions.ifMatch(revision(store, "file")));
    assertThat(store.readText("file")).isEqualTo("three");
  }

  @Test
  void compareAndSetUnderALaterWriteIsUnknown() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("counter", "1");
    driver.next(
        "put",
        Fault.lostReply()
            .whileDoing(
                () ->
                    store.writeText(
                        "counter", "3", WriteOptions.ifMatch(revision(store, "counter")))));
    Revision one = revision(store, "counter");
    assertThatThrownBy(() -> store.writeText("counter", "2", WriteOptions.ifMatch(one)))
        .as("a counter that took this for a conflict would count twice")
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void aLookThatFailsTooIsUnknown() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", Fault.lostReply());
    driver.next("stat", 3, Fault.notSent());
    assertThatThrownBy(() -> store.writeText("file", "x"))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("look");
  }

  /** What ends a call while it looks at the file. */
  private enum End {
    INTERRUPT(OperationInterruptedException.class),
    DEADLINE(DeadlineExceededException.class),
    CLOSE(StoreClosedException.class);

    private final Class<? extends RemoteStoreException> error;

    End(Class<? extends RemoteStoreException> error) {
      this.error = error;
    }
  }

  /** A change whose reply is lost, and the primitive that looks for its effect. */
  private record Change(String primitive, String look, Consumer<Store> call) {
    @Override
    public String toString() {
      return primitive;
    }
  }

  static Stream<Arguments> endsOfLooks() {
    List<Change> changes =
        List.of(
            new Change("put", "stat", s -> s.writeText("new", "x")),
            new Change(
                "publish", "stat", s -> s.write("new", new ByteArrayInputStream(noise(100)))),
            new Change(
                "delete",
                "stat",
                s -> s.delete("file", DeleteOptions.strict().withIfMatch(revision(s, "file")))),
            new Change("rename", "stat", s -> s.move("file", "new")),
            new Change("copy", "stat", s -> s.copy("file", "new")));
    return changes.stream()
        .flatMap(change -> Arrays.stream(End.values()).map(end -> Arguments.of(change, end)));
  }

  /** The caller asked for the end, or closed the store: the error says so. */
  @ParameterizedTest
  @MethodSource("endsOfLooks")
  void aLookThatEndsWithItsCallIsNotUnknown(Change change, End end) {
    FaultyDriver driver = memory();
    AtomicLong now = new AtomicLong();
    Store store = over(driver, options.toBuilder().nanoClock(now::get).build());
    store.writeText("file", "x");
    Runnable ending =
        switch (end) {
          case INTERRUPT -> () -> Thread.currentThread().interrupt();
          case DEADLINE -> () -> now.set(Duration.ofHours(2).toNanos());
          case CLOSE -> store::close;
        };
    Fault atTheLook = Fault.notSent().whileDoing(ending);
    driver.next(
        change.primitive(),
        Fault.lostReply().whileDoing(() -> driver.next(change.look(), atTheLook)));
    Store limited = store.withDeadline(Duration.ofHours(1));
    assertThatThrownBy(() -> change.call().accept(limited))
        .isInstanceOfSatisfying(
            end.error, e -> assertThat(e.hint()).contains("the change may have taken effect"));
    assertThat(Thread.interrupted()).isEqualTo(end == End.INTERRUPT);
    assertThat(driver.pending()).isZero();
  }

  @Test
  void overwritingIsRepeated() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("put", 2, Fault.lostReply());
    store.writeText("file", "x", WriteOptions.overwrite());
    assertThat(store.readText("file")).isEqualTo("x");
    assertThat(waits).hasSize(2);
  }

  @Test
  void streamedWritesAreToldByTheirToken() throws IOException {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("publish", Fault.lostReply());
    store.write("streamed", new ByteArrayInputStream(noise(100_000)));
    assertThat(store.readBytes("streamed")).hasSize(100_000);
    driver.next("publish", Fault.lostReply());
    try (StoreWriter writer = store.openWrite("written")) {
      writer.stream().write(bytes("x"));
      assertThat(writer.commit().size()).isEqualTo(1);
    }
    driver.next(
        "publish", Fault.lostRequest().whileDoing(() -> store.writeText("rival", "theirs")));
    assertThatThrownBy(() -> store.write("rival", new ByteArrayInputStream(noise(10))))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void strictDeletesAreUnknownTolerantOnesAreDone() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("file", "x");
    driver.next("delete", Fault.lostReply());
    assertThatThrownBy(() -> store.delete("file")).isInstanceOf(OutcomeUnknownException.class);
    store.writeText("file", "x");
    driver.next("delete", Fault.lostReply());
    store.delete("file", DeleteOptions.missingOk());
    assertThat(store.exists("file")).isFalse();
    store.writeText("file", "x");
    driver.next("delete", Fault.lostRequest());
    store.delete("file");
    assertThat(store.exists("file")).isFalse();
  }

  @Test
  void aDeleteThatSawTheFileIsDone() {
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store = over(driver);
    store.writeText("file", "x");
    driver.next("delete", Fault.lostReply());
    store.delete("file");
    assertThat(store.exists("file")).isFalse();
  }

  @Test
  void conditionalDeletes() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("file", "x");
    DeleteOptions options = DeleteOptions.strict().withIfMatch(revision(store, "file"));
    driver.next("delete", Fault.lostReply());
    assertThatThrownBy(() -> store.delete("file", options))
        .isInstanceOf(OutcomeUnknownException.class);
    store.writeText("file", "x");
    DeleteOptions again = DeleteOptions.strict().withIfMatch(revision(store, "file"));
    driver.next("delete", Fault.lostRequest());
    store.delete("file", again);
  }

  @Test
  void movesAreToldByWhatArrived() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("a", "x");
    driver.next("rename", Fault.lostReply());
    store.move("a", "b");
    assertThat(store.readText("b")).isEqualTo("x");
    driver.next("rename", Fault.lostRequest());
    store.move("b", "c");
    assertThat(store.readText("c")).isEqualTo("x");
    store.writeText("d", "y");
    driver.next(
        "rename",
        Fault.lostReply()
            .whileDoing(() -> store.writeText("e", "rival", WriteOptions.overwrite())));
    assertThatThrownBy(() -> store.move("d", "e", CopyOptions.overwrite()))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void copiesAreToldByTheirToken() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    store.writeText("a", "x");
    driver.next("copy", Fault.lostReply());
    store.copy("a", "b");
    driver.next("copy", Fault.lostRequest().whileDoing(() -> store.writeText("c", "x")));
    assertThatThrownBy(() -> store.copy("a", "c")).isInstanceOf(AlreadyExistsException.class);
    driver.next("copy", Fault.lostReply());
    store.copy("a", "c", CopyOptions.overwrite());
  }

  @Test
  void foldersAreMadeAgainAndTakenOnce() {
    FaultyDriver driver = memory();
    Store store = over(driver);
    driver.next("createFolder", Fault.lostReply());
    store.createFolder("folder");
    driver.next("removeFolder", Fault.lostReply());
    assertThatThrownBy(() -> store.deleteFolder("folder"))
        .isInstanceOf(OutcomeUnknownException.class);
    store.createFolder("folder");
    driver.next("removeFolder", Fault.lostReply());
    store.deleteFolder("folder", DeleteOptions.missingOk());
    store.createFolder("folder");
    driver.next("removeFolder", Fault.lostReply());
    store.deleteFolder("folder", DeleteOptions.recursive());
    assertThat(store.exists("folder")).isFalse();
  }

  @Test
  void aMoveByCopyingNeverDeletesAChangedSource() {
    FaultyDriver driver = new FaultyDriver(FlatDriver.create());
    Store store = over(driver);
    store.writeText("a", "old");
    driver.next(
        "delete",
        Fault.notSent().whileDoing(() -> store.writeText("a", "new", WriteOptions.overwrite())));
    assertThatThrownBy(() -> store.move("a", "b"))
        .isInstanceOf(PreconditionFailedException.class)
        .hasMessageContaining("changed while it was moved");
    assertThat(store.readText("a")).isEqualTo("new");
    assertThat(store.readText("b")).isEqualTo("old");
  }

  @Test
  void everyKindOfFailureIsATypedError() {
    for (Kind kind : Kind.values()) {
      FaultyDriver driver = memory();
      Store store = over(driver);
      driver.next("get", 3, Fault.rejected(kind));
      assertThatThrownBy(() -> store.read("file"))
          .as(kind.name())
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("path='file'")
          .hasMessageContaining("backend=memory");
      boolean unused = Thread.interrupted();
    }
  }
}
