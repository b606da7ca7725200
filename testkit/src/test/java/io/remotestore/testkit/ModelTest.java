package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.DeleteOptions;
import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.ListOptions;
import io.remotestore.RemotePath;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import io.remotestore.memory.MemoryDriver;
import io.remotestore.spi.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, globs and listings of random stores against models that are slow and plain. */
final class ModelTest {
  private static final String[] NAMES = {
    "a", "b", "ab", "a-b", "a.b", "A", "\u00e9", "\uE000", "\uD83D\uDE00", "a b"
  };
  private static final Comparator<String> BYTES =
      (x, y) ->
          Arrays.compareUnsigned(
              x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));

  private static String randomKey(Random random) {
    StringBuilder key = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
    for (int i = random.nextInt(4); i > 0; i--) {
      key.append('/').append(NAMES[random.nextInt(NAMES.length)]);
    }
    return key.toString();
  }

  @Test
  void pathsAgainstAModel() {
    Random random = new Random(1);
    String alphabet = "ab./\\\0 %";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(10); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(actual(text.toString())).as("of '%s'", text).isEqualTo(model(text.toString()));
    }
  }

  private static String actual(String text) {
    try {
      RemotePath path = RemotePath.of(text);
      assertThat(RemotePath.of(path.key())).isEqualTo(path);
      assertThat(String.join("/", path.segments())).isEqualTo(path.key());
      return path.key();
    } catch (InvalidPathException e) {
      return "refused";
    }
  }

  private static String model(String text) {
    List<String> kept = new ArrayList<>();
    for (String segment : text.replace('\\', '/').split("/", -1)) {
      if (segment.equals("..") || text.contains("\0")) {
        return "refused";
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        kept.add(segment);
      }
    }
    return kept.isEmpty() ? "refused" : String.join("/", kept);
  }

  private Driver open(String kind, Path temp) throws IOException {
    return switch (kind) {
      case "memory" -> MemoryDriver.create();
      case "flat" -> FlatDriver.create();
      default -> LocalDriver.open(LocalOptions.of(temp));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "flat", "local"})
  void listingsAgainstAModel(String kind, @TempDir Path temp) throws IOException {
    Random random = new Random(2);
    TreeMap<String, Integer> model = new TreeMap<>(BYTES);
    try (Store store = Stores.over(open(kind, temp), StoreOptions.defaults())) {
      for (int round = 0; round < 300; round++) {
        change(store, model, random);
        if (round % 10 == 0) {
          check(store, model, random);
        }
      }
    }
  }

  /** Does to the model what the store did; a store that refuses changes nothing. */
  private static void change(Store store, Map<String, Integer> model, Random random) {
    String key = randomKey(random);
    try {
      if (random.nextInt(3) > 0) {
        int size = random.nextInt(50);
        store.write(key, new byte[size], WriteOptions.overwrite());
        model.put(key, size);
      } else if (random.nextInt(10) > 0) {
        store.delete(key, DeleteOptions.idempotent());
        model.remove(key);
      } else {
        store.deleteFolder(key, DeleteOptions.recursive().withMissingOk());
        model.keySet().removeIf(k -> k.startsWith(key + "/"));
      }
    } catch (InvalidPathException e) {
      assertThat(e.path()).isEqualTo(key); // a file in the way of a folder, or the reverse
    } catch (RemoteStoreException e) {
      throw new AssertionError("unexpected for " + key, e);
    }
  }

  private static void check(Store store, Map<String, Integer> model, Random random) {
    String folder = random.nextBoolean() ? "" : randomKey(random);
    String prefix = folder.isEmpty() ? "" : folder + "/";
    int depth = random.nextInt(4);
    String after = randomKey(random);
    List<String> below = model.keySet().stream().filter(k -> k.startsWith(prefix)).toList();
    assertThat(list(store, folder, ListOptions.recursive()))
        .containsExactlyInAnyOrderElementsOf(below);
    assertThat(list(store, folder, ListOptions.recursive().withOrdered()))
        .containsExactlyElementsOf(below);
    assertThat(list(store, folder, ListOptions.maxDepth(depth)))
        .containsExactlyInAnyOrderElementsOf(
            below.stream().filter(k -> slashes(k.substring(prefix.length())) <= depth).toList());
    assertThat(list(store, folder, ListOptions.recursive().withStartAfter(after)))
        .as("%s behind %s", folder, after)
        .containsExactlyElementsOf(
            below.stream().filter(k -> BYTES.compare(k, after) > 0).toList());
    assertThat(store.getFolderInfo("").totalSize())
        .isEqualTo(model.values().stream().mapToLong(size -> size).sum());
    for (String key : below) {
      assertThat(store.getFileInfo(key).size()).isEqualTo(model.getOrDefault(key, -1).longValue());
    }
  }

  private static long slashes(String text) {
    return text.chars().filter(c -> c == '/').count();
  }

  private static List<String> list(Store store, String folder, ListOptions options) {
    try (Stream<FileInfo> files = store.listFiles(folder, options)) {
      return files.map(FileInfo::path).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "flat", "local"})
  void globsAgainstRegularExpressions(String kind, @TempDir Path temp) throws IOException {
    Random random = new Random(3);
    String[] parts = {"*", "**", "?", "a*", "*b", "[ab]", "[!a]", "a", "ab", "a[-.]b", "??"};
    try (Store store = Stores.over(open(kind, temp), StoreOptions.defaults())) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        String key = randomKey(random);
        try {
          store.write(key, new byte[0], WriteOptions.overwrite());
          keys.add(key);
        } catch (InvalidPathException e) {
          assertThat(e.path()).isEqualTo(key);
        }
      }
      for (int round = 0; round < 300; round++) {
        List<String> segments = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          segments.add(parts[random.nextInt(parts.length)]);
        }
        String glob = String.join("/", segments);
        Pattern expected = Pattern.compile(regex(segments), Pattern.DOTALL);
        try (Stream<FileInfo> files = store.glob(glob)) {
          assertThat(files.map(FileInfo::path))
              .as(glob)
              .containsExactlyInAnyOrderElementsOf(
                  keys.stream().distinct().filter(k -> expected.matcher(k).matches()).toList());
        }
      }
    }
  }

  private static String regex(List<String> segments) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      boolean last = i == segments.size() - 1;
      String segment = segments.get(i);
      if (segment.equals("**")) {
        out.append(last ? ".+" : "(?:[^/]+/)*");
        continue;
      }
      out.append(
          segment
              .replace(".", "\\.")
              .replace("a[-\\.]b", "a[-.]b")
              .replace("[!", "[^/")
              .replace("*", "[^/]*")
              .replace("?", "[^/]"));
      if (!last) {
        out.append('/');
      }
    }
    return out.toString();
  }
}
