package io.remotestore.cli;

import io.remotestore.AlreadyExistsException;
import io.remotestore.CopyOptions;
import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.StoreLocation;

/** What copying files in and out has in common. */
final class Transfer {
  /** Stands for standard input or output. */
  static final String STANDARD = "-";

  private Transfer() {}

  /**
   * Returns where a file of that name goes: into the target if that is a folder, or is written as
   * one, else to the target itself.
   */
  static StoreLocation target(StoreLocation target, String written, String name) {
    String path = target.path();
    boolean folder = path.isEmpty() || written.endsWith("/") || target.store().isFolder(path);
    if (!folder) {
      return target;
    }
    return new StoreLocation(target.store(), RemotePath.ofFolder(path).resolve(name).key());
  }

  static void copy(StoreLocation source, StoreLocation target, CopyOptions options) {
    try {
      target.store().copyFrom(source.store(), source.path(), target.path(), options);
    } catch (AlreadyExistsException e) {
      // A store names the source of a copy; who put or got a file asks what is in its way.
      throw new AlreadyExistsException(
          ErrorDetails.of(e.problem())
              .operation(e.operation())
              .store(e.store())
              .path(target.path())
              .backend(e.backend())
              .build(),
          e);
    }
  }

  /**
   * Returns the name of a file to copy.
   *
   * @throws InvalidPathException if it is the root of its store, which is a folder
   */
  static String name(StoreLocation file) {
    if (RemotePath.isRoot(file.path())) {
      throw new InvalidPathException(
          ErrorDetails.of("It is a folder")
              .hint("one file is copied at a time")
              .store(file.store().identity().service())
              .build(),
          null);
    }
    return RemotePath.of(file.path()).name();
  }
}
