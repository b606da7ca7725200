package io.remotestore;

/** A file or a folder of a listing. */
public sealed interface PathEntry permits FileInfo, FolderEntry {

  /** The path, relative to the store that was asked. */
  String path();

  /** The last segment of the path. */
  default String name() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}
