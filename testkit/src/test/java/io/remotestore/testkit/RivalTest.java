package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.remotestore.AlreadyExistsException;
import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation as the sequence of its primitives. A rival writes before each of them, back-offs
 * included, while the reply to each change, or its request, is lost. A write of the rival that was
 * acknowledged is still there in the end, but for the places that a case names: {@code delete#2} is
 * right before the second delete.
 */
final class RivalTest extends FaultTest {
  private static final byte[] OLD = bytes("old");
  private static final byte[] OURS = bytes("ours");
  private static final byte[] RIVAL = bytes("rival");
  private static final byte[] PARTS = noise(2 * FlatDriver.MIN_PART + 1);
  private static final Set<String> CHANGES =
      Set.of("put", "completeParts", "copy", "delete", "deleteMany", "rename");

  /** The lost part of a change: request or reply. */
  private enum Lost {
    NOTHING,
    REPLY,
    REQUEST
  }

  private interface Step {
    void run(Store store) throws IOException;
  }

  /** A rival's write; false where it was refused. */
  private interface Rival {
    boolean writes(Store direct) throws IOException;
  }

  private record Case(
      String name,
      Supplier<Driver> driver,
      Step prepare,
      Step call,
      String rivalWrites,
      Rival rival,
      Set<String> loses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Driver withoutConditionalDeletes() {
    return FlatDriver.with(
        FlatDriver.allFeatures()
            .conditions(
                Set.of(
                    Condition.WRITE_ABSENT,
                    Condition.WRITE_MATCH,
                    Condition.COPY_ABSENT,
                    Condition.COPY_SOURCE_MATCH))
            .build());
  }

  private static boolean overwrites(Store direct, String path) {
    direct.write(path, RIVAL, WriteOptions.overwrite());
    return true;
  }

  private static boolean creates(Store direct, String path) {
    try {
      direct.write(path, RIVAL);
      return true;
    } catch (AlreadyExistsException e) {
      return false;
    }
  }

  private static boolean replaces(Store direct, String path, byte[] state) throws IOException {
    try {
      if (!Arrays.equals(direct.readBytes(path), state)) {
        return false;
      }
      direct.write(path, RIVAL, WriteOptions.ifMatch(revision(direct, path)));
      return true;
    } catch (NotFoundException | PreconditionFailedException e) {
      return false;
    }
  }

  private static Revision revision(Store store, String path) {
    return Objects.requireNonNull(store.getFileInfo(path).revision());
  }

  private static Step a(byte[] content) {
    return store -> store.write("a", content);
  }

  private static Arguments with(
      String name,
      Supplier<Driver> driver,
      Step prepare,
      Step call,
      String rivalWrites,
      Rival rival,
      String... loses) {
    return arguments(
        new Case(name, driver, prepare, call, rivalWrites, rival, new TreeSet<>(Set.of(loses))));
  }

  static Stream<Arguments> cases() {
    Supplier<Driver> flat = FlatDriver::create;
    Supplier<Driver> weak = RivalTest::withoutConditionalDeletes;
    Rival overA = direct -> overwrites(direct, "a");
    Rival overB = direct -> overwrites(direct, "b");
    Rival newA = direct -> creates(direct, "a");
    Rival newB = direct -> creates(direct, "b");
    Step move = store -> store.move("a", "b");
    Step moveOver = store -> store.move("a", "b", CopyOptions.overwrite());
    Step none = store -> {};
    return Stream.of(
        with("write", flat, none, s -> s.write("a", OURS), "the file", newA),
        with(
            "write, overwriting",
            flat,
            a(OLD),
            s -> s.write("a", OURS, WriteOptions.overwrite()),
            "the file",
            overA,
            "put#1", // it replaces the current file, as asked
            "put#2"),
        with(
            "write over a state",
            flat,
            a(OLD),
            s -> s.write("a", OURS, WriteOptions.ifMatch(revision(s, "a"))),
            "over the same state",
            direct -> replaces(direct, "a", OLD),
            "stat#1"), // before the caller looks at the state that it names
        with("write in parts", flat, none, s -> s.write("a", PARTS), "the file", newA),
        with(
            "write in parts, overwriting",
            flat,
            a(OLD),
            s -> s.write("a", PARTS, WriteOptions.overwrite()),
            "the file",
            overA,
            "beginParts#1", // it replaces the current file when it ends, as asked
            "putPart#1",
            "putPart#2",
            "putPart#3",
            "completeParts#1",
            "completeParts#2"),
        with("copy", flat, a(OLD), s -> s.copy("a", "b"), "the target", newB),
        with(
            "copy, overwriting",
            flat,
            a(OLD),
            s -> s.copy("a", "b", CopyOptions.overwrite()),
            "the target",
            overB,
            "stat#1", // it replaces the current file, as asked
            "copy#1",
            "copy#2"),
        with("move", flat, a(OLD), move, "the source", overA),
        with("move", flat, a(OLD), move, "the target", newB),
        with(
            "move, overwriting",
            flat,
            a(OLD),
            moveOver,
            "the target",
            overB,
            "stat#1", // it replaces the current file, as asked
            "copy#1",
            "copy#2"),
        with(
            "move, deletes not conditional",
            weak,
            a(OLD),
            move,
            "the source",
            overA,
            "delete#1",
            "delete#2"),
        with(
            "move, deletes not conditional",
            weak,
            a(OLD),
            move,
            "the source, once it is gone",
            newA),
        with("move in one step", MemoryDriver::create, a(OLD), move, "the source", newA),
        with("delete", flat, a(OLD), s -> s.delete("a"), "the file, once it is gone", newA),
        with(
            "delete",
            flat,
            a(OLD),
            s -> s.delete("a"),
            "over the file",
            direct -> replaces(direct, "a", OLD),
            "stat#1", // it deletes the current file, as asked
            "delete#1",
            "delete#2"),
        with(
            "delete, missing or not",
            flat,
            a(OLD),
            s -> s.delete("a", DeleteOptions.missingOk()),
            "the file, once it is gone",
            newA),
        with(
            "delete, unseen",
            flat,
            a(OLD),
            s -> s.delete("a", DeleteOptions.idempotent()),
            "the file, once it is gone",
            newA,
            "delete#2"),
        with(
            "delete a state",
            flat,
            a(OLD),
            s -> s.delete("a", DeleteOptions.strict().withIfMatch(revision(s, "a"))),
            "over the file",
            overA,
            "stat#1"), // before the caller looks at the state that it names
        with(
            "delete many, unseen",
            flat,
            a(OLD),
            s -> s.deleteAll(List.of("a"), DeleteOptions.idempotent()).throwIfAnyFailed(),
            "the file, once it is gone",
            newA,
            "deleteMany#2"),
        with(
            "delete a folder",
            flat,
            s -> s.write("d/a", OLD),
            s -> s.deleteFolder("d", DeleteOptions.recursive()),
            "a file of it, once it is gone",
            direct -> creates(direct, "d/a"),
            "deleteMany#2"));
  }

  /** Lets the rival write before a primitive, and loses what belongs to another. */
  private static final class Interleaved extends ForwardingDriver {
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final String lostAt;
    private final Lost lost;
    private final int rivalAt;
    private final Runnable rival;
    private @Nullable String acted;

    private Interleaved(Driver driver, String lostAt, Lost lost, int rivalAt, Runnable rival) {
      super(driver);
      this.lostAt = lostAt;
      this.lost = lost;
      this.rivalAt = rivalAt;
      this.rival = rival;
    }

    @Override
    protected <T extends @Nullable Object> T around(String name, Primitive<T> primitive, Call call)
        throws Exception {
      boolean lose = enter(name + "#" + counts.merge(name, 1, Integer::sum));
      if (!lose) {
        return primitive.call();
      }
      if (lost == Lost.REPLY) {
        T unused = primitive.call();
      }
      throw new DriverException(Failure.unknown(Kind.UNAVAILABLE));
    }

    private boolean enter(String at) {
      if (seen.size() == rivalAt) {
        acted = at;
        rival.run();
      }
      seen.add(at);
      return lost != Lost.NOTHING && at.equals(lostAt);
    }
  }

  /** One run: whether the rival's write was acknowledged and is gone. */
  private record Outcome(List<String> sequence, @Nullable String acted, boolean lostWrite) {}

  private Outcome run(Case one, String lostAt, Lost lost, int rivalAt) throws IOException {
    Driver driver = one.driver().get();
    Store direct = over(driver);
    one.prepare().run(direct);
    boolean[] acknowledged = {false};
    Interleaved interleaved =
        new Interleaved(
            driver,
            lostAt,
            lost,
            rivalAt,
            () -> {
              try {
                acknowledged[0] = one.rival().writes(direct);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    Store store = over(interleaved, options.toBuilder().concurrency(1).build());
    try {
      one.call().run(store);
    } catch (RemoteStoreException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    return new Outcome(
        interleaved.seen, interleaved.acted, acknowledged[0] && !isSomewhere(direct));
  }

  /** A move may have carried it along. */
  private static boolean isSomewhere(Store direct) {
    for (String path : List.of("a", "b", "d/a")) {
      try {
        if (Arrays.equals(direct.readBytes(path), RIVAL)) {
          return true;
        }
      } catch (NotFoundException e) {
        // look at the next one
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void acknowledgedWritesOfARivalStay(Case one) throws IOException {
    Set<String> loses = new TreeSet<>();
    List<String> plain = run(one, "", Lost.NOTHING, -1).sequence();
    rows(one, "", Lost.NOTHING, loses);
    for (String at : plain) {
      if (CHANGES.contains(at.substring(0, at.indexOf('#')))) {
        rows(one, at, Lost.REPLY, loses);
        rows(one, at, Lost.REQUEST, loses);
      }
    }
    write(one, plain, loses);
    assertThat(loses).isEqualTo(one.loses());
  }

  private void rows(Case one, String lostAt, Lost lost, Set<String> loses) throws IOException {
    for (int rivalAt = 0; ; rivalAt++) {
      Outcome outcome = run(one, lostAt, lost, rivalAt);
      String acted = outcome.acted();
      if (acted == null) {
        return; // behind the last primitive
      }
      if (outcome.lostWrite()) {
        loses.add(acted);
      }
    }
  }

  private static void write(Case one, List<String> sequence, Set<String> loses) throws IOException {
    String row =
        String.format(
            "| %s | %s | %s | %s |%n",
            one.name(), String.join(", ", sequence), one.rivalWrites(), String.join(", ", loses));
    Files.writeString(
        Path.of("target", "rivals.md"), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
