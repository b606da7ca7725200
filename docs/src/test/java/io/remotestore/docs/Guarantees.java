package io.remotestore.docs;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.spi.Driver;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Features.ListOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an opened driver promises, in words for those who use its store. */
final class Guarantees {
  /** The questions, in the order of the table. */
  static final List<String> QUESTIONS =
      List.copyOf(of(Features.builder().build(), Map.of()).keySet());

  private final Map<String, String> answers;

  private Guarantees(Map<String, String> answers) {
    this.answers = answers;
  }

  /** Asks a driver, which is closed then. */
  static Guarantees of(Driver driver) {
    Features features = driver.features();
    try (Store store = Stores.over(driver, StoreOptions.defaults())) {
      return new Guarantees(of(features, seen(store)));
    }
  }

  String answer(String question) {
    return String.valueOf(answers.get(question));
  }

  private static Map<String, String> of(Features features, Map<String, Boolean> seen) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("a write is visible whole or not at all", yes(features.atomicWrite()));
    out.put("of many who create one file, one wins", yes(features.has(Condition.WRITE_ABSENT)));
    out.put("a write can ask for one known state", yes(features.has(Condition.WRITE_MATCH)));
    out.put("a delete can ask for one known state", yes(features.has(Condition.DELETE_MATCH)));
    out.put("a copy to where nothing is, is decided in one step", copy(features));
    out.put("a move is one step", yes(features.has(io.remotestore.spi.Primitive.RENAME)));
    out.put("a move to where nothing is, is decided in one step", move(features));
    out.put("how a write is told from another's after a lost reply", identity(features));
    out.put("a read that broke goes on where it broke", resumed(features));
    out.put("order of listings", order(features));
    out.put("a listing from a key on", from(features));
    out.put("a listing of all levels", features.recursiveList() ? "one pass" : "folder by folder");
    out.put("folders", folders(features));
    out.put("metadata and content headers are kept", attributes(features));
    out.put("listings show metadata", yes(seen.getOrDefault("metadata", false)));
    out.put("listings show revisions", yes(seen.getOrDefault("revision", false)));
    out.put("a write tells the new revision", yes(seen.getOrDefault("written", false)));
    out.put("deletes of many take one request", many(features));
    out.put("longest segment of a key, in bytes of UTF-8", limit(features.maxSegmentBytes()));
    return out;
  }

  private static Map<String, Boolean> seen(Store store) {
    boolean kept = store.supports(Capability.USER_METADATA);
    WriteOptions options = WriteOptions.overwrite();
    var written =
        store.writeText("a/b", "x", kept ? options.withMetadata(Map.of("k", "v")) : options);
    try (Stream<FileInfo> files = store.listFiles("", ListOptions.recursive())) {
      FileInfo info = files.findFirst().orElseThrow();
      return Map.of(
          "metadata", info.metadata().equals(Map.of("k", "v")),
          "revision", info.revision() != null,
          "written", written.revision() != null);
    }
  }

  private static String yes(boolean value) {
    return value ? "yes" : "-";
  }

  private static String copy(Features f) {
    return yes(f.has(Condition.COPY_ABSENT) || f.has(Condition.WRITE_ABSENT));
  }

  private static String move(Features f) {
    return yes(f.has(Condition.RENAME_ABSENT));
  }

  private static String identity(Features f) {
    return switch (f.identity()) {
      case TOKEN -> "a hidden token";
      case DRIVER -> "the file's identity";
      case NONE -> "-";
    };
  }

  private static String resumed(Features f) {
    return switch (f.validator()) {
      case STRONG -> "yes";
      case WEAK, NONE -> "-";
    };
  }

  private static String order(Features f) {
    return f.listOrder() == ListOrder.KEY ? "always by key" : "none; by key if asked for";
  }

  private static String from(Features f) {
    return f.listFromKey() ? "begins there" : "passes over what comes before";
  }

  private static String folders(Features f) {
    return switch (f.folders()) {
      case REAL -> "exist by themselves, empty ones too";
      case IMPLIED -> "are prefixes of keys";
      case NONE -> "none";
    };
  }

  private static String attributes(Features f) {
    return yes(f.has(Features.Attribute.METADATA) && f.has(Features.Attribute.HEADERS));
  }

  private static String many(Features f) {
    return f.has(io.remotestore.spi.Primitive.DELETE_MANY)
        ? "of up to " + String.format(java.util.Locale.ROOT, "%,d", f.deleteBatch())
        : "-";
  }

  private static String limit(int bytes) {
    return bytes == Integer.MAX_VALUE ? "none" : String.format(java.util.Locale.ROOT, "%,d", bytes);
  }
}
