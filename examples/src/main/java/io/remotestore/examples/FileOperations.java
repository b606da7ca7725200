package io.remotestore.examples;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.DeleteReport;
import io.remotestore.FileInfo;
import io.remotestore.FolderEntry;
import io.remotestore.FolderInfo;
import io.remotestore.ListOptions;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import io.remotestore.ReadOptions;
import io.remotestore.Store;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A walk through what a store can do with files and folders. */
public final class FileOperations {
  private FileOperations() {}

  /** Works in memory, or in the store whose URL is the first argument, which should be empty. */
  public static void main(String[] args) {
    try (Store store = args.length > 0 ? Stores.open(args[0]) : Stores.memory()) {
      writeAndRead(store);
      look(store);
      list(store);
      moveAndCopy(store);
      delete(store);
    }
  }

  private static void writeAndRead(Store store) {
    // Folders above a file come into being by themselves.
    WriteResult result =
        store.writeText(
            "notes/monday.txt",
            "buy milk",
            WriteOptions.create()
                .withContentType("text/plain")
                .withMetadata(Map.of("author", "ada")));
    System.out.println("wrote " + result.path() + ", " + result.size() + " bytes");
    store.write("notes/blob.bin", new byte[] {1, 2, 3, 4, 5});
    store.writeText("notes/2026/june.txt", "sun");
    store.writeText("notes/2026/july.txt", "more sun");

    System.out.println(store.readText("notes/monday.txt"));
    System.out.println("from byte 4 on: " + text(store, ReadOptions.from(4)));
    System.out.println("the last 3 bytes: " + text(store, ReadOptions.suffix(3)));
  }

  private static String text(Store store, ReadOptions part) {
    return new String(
        store.readBytes("notes/monday.txt", part), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void look(Store store) {
    FileInfo info = store.getFileInfo("notes/monday.txt");
    System.out.println(info.name() + ": " + info.contentType() + ", " + info.metadata());
    System.out.println("file? " + store.isFile("notes") + ", folder? " + store.isFolder("notes"));
    System.out.println("is there a Tuesday? " + store.exists("notes/tuesday.txt"));
    FolderInfo folder = store.getFolderInfo("notes");
    System.out.println(folder.fileCount() + " files, " + folder.totalSize() + " bytes");
  }

  private static void list(Store store) {
    // What lists is lazy, and is closed like a file.
    try (Stream<FileInfo> files = store.listFiles("notes", ListOptions.direct().withOrdered())) {
      files.forEach(file -> System.out.println("directly: " + file.path()));
    }
    try (Stream<FolderEntry> folders = store.listFolders("notes")) {
      folders.forEach(folder -> System.out.println("folder: " + folder.path()));
    }
    try (Stream<FileInfo> found = store.glob("notes/**/ju*.txt")) {
      System.out.println("glob: " + found.map(FileInfo::name).sorted().toList());
    }
    // Page by page, in order; the token may go to another request or process.
    ListOptions two = ListOptions.recursive().withPageSize(2);
    Page<PathEntry> first = store.listPage("notes", two);
    System.out.println("page 1: " + paths(first));
    String token = first.resumeToken();
    if (token != null) {
      System.out.println("page 2: " + paths(store.listPage("notes", two.withResumeToken(token))));
    }
  }

  private static List<String> paths(Page<PathEntry> page) {
    return page.items().stream().map(PathEntry::path).toList();
  }

  private static void moveAndCopy(Store store) {
    store.move("notes/blob.bin", "bin/blob.bin");
    store.copy("notes/monday.txt", "notes/tuesday.txt");
    store.copy("notes/2026/june.txt", "notes/tuesday.txt", CopyOptions.overwrite());
    System.out.println("Tuesday: " + store.readText("notes/tuesday.txt"));
    if (store.supports(io.remotestore.Capability.EMPTY_FOLDERS)) {
      store.createFolder("empty");
      System.out.println("an empty folder: " + store.isFolder("empty"));
    }
  }

  private static void delete(Store store) {
    store.delete("bin/blob.bin");
    store.delete("bin/blob.bin", DeleteOptions.missingOk()); // it is gone already
    DeleteReport report = store.deleteAll(List.of("notes/monday.txt", "notes/never.txt"));
    report.throwIfAnyFailed();
    System.out.println(report.results());
    store.deleteFolder("notes", DeleteOptions.recursive());
    System.out.println("notes left: " + store.exists("notes"));
  }
}
