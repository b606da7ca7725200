package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.DeleteOptions;
import io.remotestore.NotFoundException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.StoreWriter;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes and deletes of one known state, and what tells states apart. */
public abstract class ConditionContract extends StoreContract {

  private Revision revision(String path) {
    Revision revision = store().getFileInfo(path).revision();
    if (revision == null) {
      throw new AssertionError("no revision of " + path);
    }
    return revision;
  }

  @Test
  void writesOverTheStateNamed() {
    if (!supports(Capability.COMPARE_AND_SET)) {
      return;
    }
    put("file", "one");
    Revision one = revision("file");
    WriteResult two = store().writeText("file", "two", WriteOptions.ifMatch(one));
    assertThat(store().readText("file")).isEqualTo("two");
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().writeText("file", "three", WriteOptions.ifMatch(one)));
    assertThat(store().readText("file")).isEqualTo("two");
    Revision next = two.revision() == null ? revision("file") : two.revision();
    store().writeText("file", "three", WriteOptions.ifMatch(next));
    assertThat(store().readText("file")).isEqualTo("three");
  }

  @Test
  void absenceIsNoState() {
    if (!supports(Capability.COMPARE_AND_SET)) {
      return;
    }
    put("file", "one");
    Revision one = revision("file");
    store().delete("file");
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().writeText("file", "two", WriteOptions.ifMatch(one)));
    fails(
        PreconditionFailedException.class,
        "never",
        () -> store().writeText("never", "x", WriteOptions.ifMatch(one)));
    assertThat(store().exists("file")).isFalse();
    assertThat(store().exists("never")).isFalse();
  }

  @Test
  void writersTestTheirConditionAtCommit() throws IOException {
    if (!supports(Capability.COMPARE_AND_SET)) {
      return;
    }
    put("file", "one");
    Revision one = revision("file");
    try (StoreWriter writer = store().openWrite("file", WriteOptions.ifMatch(one))) {
      writer.stream().write(bytes("mine"));
      put("file", "theirs");
      fails(PreconditionFailedException.class, "file", writer::commit);
    }
    assertThat(store().readText("file")).isEqualTo("theirs");
  }

  @Test
  void everyStateHasARevisionOfItsOwn() {
    if (!supports(Capability.COMPARE_AND_SET)) {
      return;
    }
    Set<Revision> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      put("file", i % 2 == 0 ? "even" : "odd!");
      assertThat(seen.add(revision("file"))).as("revision of state %d", i).isTrue();
    }
  }

  @Test
  void deletesOfTheStateNamed() {
    if (!supports(Capability.CONDITIONAL_DELETE)) {
      return;
    }
    put("file", "one");
    Revision one = revision("file");
    put("file", "two");
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().delete("file", DeleteOptions.strict().withIfMatch(one)));
    assertThat(store().readText("file")).isEqualTo("two");
    store().delete("file", DeleteOptions.strict().withIfMatch(revision("file")));
    assertThat(store().exists("file")).isFalse();
    fails(
        PreconditionFailedException.class,
        "file",
        () -> store().delete("file", DeleteOptions.strict().withIfMatch(one)));
    fails(NotFoundException.class, "file", () -> store().delete("file"));
  }

  @Test
  void revisionsSurviveAsText() {
    put("file", "one");
    Revision revision = store().getFileInfo("file").revision();
    if (revision != null) {
      assertThat(Revision.of(revision.toString())).isEqualTo(revision);
    }
  }
}
