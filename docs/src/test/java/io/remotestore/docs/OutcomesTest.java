package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each operation does, by what is at its path: tried out, the same on every backend here. */
final class OutcomesTest {
  private static final Map<String, String> PATHS = new LinkedHashMap<>();
  private static final Map<String, BiFunction<Store, String, Object>> OPERATIONS =
      new LinkedHashMap<>();

  static {
    PATHS.put("nothing", "missing");
    PATHS.put("a file", "file");
    PATHS.put("a folder with files", "folder");
    PATHS.put("an empty folder", "empty");
    PATHS.put("below a file", "file/x");
    PATHS.put("the root", "");
    operation("exists", Store::exists);
    operation("isFile", Store::isFile);
    operation("isFolder", Store::isFolder);
    operation("read, open", (store, path) -> done(store.readBytes(path)));
    operation("getFileInfo, head", (store, path) -> done(store.getFileInfo(path)));
    operation("getFolderInfo", (store, path) -> files(store.getFolderInfo(path).fileCount()));
    operation("listFiles", (store, path) -> files(count(store.listFiles(path))));
    operation("write", (store, path) -> done(store.writeText(path, "x")));
    operation(
        "write, overwriting",
        (store, path) -> done(store.writeText(path, "x", WriteOptions.overwrite())));
    operation(
        "write, another state expected",
        (store, path) ->
            done(store.writeText(path, "x", WriteOptions.ifMatch(Revision.of("\"other\"")))));
    operation("delete", doing(Store::delete));
    operation("delete, missingOk", doing((s, p) -> s.delete(p, DeleteOptions.missingOk())));
    operation("deleteFolder", doing(Store::deleteFolder));
    operation(
        "deleteFolder, recursive", doing((s, p) -> s.deleteFolder(p, DeleteOptions.recursive())));
    operation("createFolder", doing(Store::createFolder));
    operation("move, copy: from there", doing((s, p) -> s.copy(p, "new")));
    operation("move, copy: to there", doing((s, p) -> s.copy("source", p)));
    operation(
        "move, copy: to there, overwriting",
        doing((s, p) -> s.copy("source", p, CopyOptions.overwrite())));
  }

  @TempDir private Path folder;

  /** A call that returns nothing. */
  private interface Action {
    void run(Store store, String path);
  }

  private static void operation(String name, BiFunction<Store, String, Object> call) {
    OPERATIONS.put(name, call);
  }

  private static BiFunction<Store, String, Object> doing(Action action) {
    return (store, path) -> {
      action.run(store, path);
      return "done";
    };
  }

  private static String done(Object result) {
    return result == null ? "nothing" : "done";
  }

  private static String files(long count) {
    return count == 0 ? "no files" : "its files";
  }

  private static <T> long count(Stream<T> stream) {
    try (stream) {
      return stream.count();
    }
  }

  @Test
  void outcomesAreTheSameEverywhereAndAsShown() throws Exception {
    List<String> head = new ArrayList<>(List.of("at the path is"));
    head.addAll(PATHS.keySet());
    Table table = Table.of(head.toArray(String[]::new));
    for (String operation : OPERATIONS.keySet()) {
      List<String> row = new ArrayList<>(List.of(operation));
      for (String path : PATHS.values()) {
        String memory;
        try (Store store = Stores.memory()) {
          memory = outcome(store, operation, path);
        }
        try (Store store = Stores.local(Files.createTempDirectory(folder, "store"))) {
          assertThat(outcome(store, operation, path))
              .describedAs("local: %s of '%s'", operation, path)
              .isEqualTo(memory);
        }
        row.add(memory);
      }
      table.row(row);
    }
    table.assertShownOn("docs/contract.md", "outcomes");
  }

  private static String outcome(Store store, String operation, String path) {
    store.writeText("file", "x");
    store.writeText("source", "x");
    store.writeText("folder/a", "x");
    store.createFolder("empty");
    BiFunction<Store, String, Object> call = OPERATIONS.get(operation);
    assertThat(call).isNotNull();
    try {
      return call.apply(store, path).toString();
    } catch (RemoteStoreException e) {
      return "**" + e.getClass().getSimpleName().replace("Exception", "") + "**";
    }
  }

  /** The table shows copies; moves answer the same. */
  @Test
  void movesAnswerAsCopies() {
    for (String path : PATHS.values()) {
      for (CopyOptions options : List.of(CopyOptions.create(), CopyOptions.overwrite())) {
        assertThat(answer(store -> store.move("source", path, options)))
            .isEqualTo(answer(store -> store.copy("source", path, options)));
      }
      assertThat(answer(store -> store.move(path, "new")))
          .isEqualTo(answer(store -> store.copy(path, "new")));
    }
  }

  private static String answer(java.util.function.Consumer<Store> call) {
    try (Store store = Stores.memory()) {
      operation("under test", doing((s, p) -> call.accept(s)));
      return outcome(store, "under test", "");
    } finally {
      OPERATIONS.remove("under test");
    }
  }
}
