package io.remotestore.cli;

import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.StoreIdentity;
import io.remotestore.config.Secret;
import io.remotestore.spi.StoreUrl;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an address leads.
 *
 * @param store the opened store
 * @param path the path in it, as it was written
 * @param address the address, as it was written
 * @param name the last name in it; empty for the root of a store
 * @param form what kind of address it is
 */
record Place(Store store, String path, String address, String name, Form form) {

  /** The form of an address. */
  enum Form {
    /** A path of this machine. */
    LOCAL,
    /** A store of the configuration, and a path in it. */
    STORE,
    /** A URL. */
    URL
  }

  /** The path as a key; empty for the root of the store. */
  String key() {
    return RemotePath.ofFolder(path).key();
  }

  /** The address as people see it: what is secret in a URL is masked. */
  String shown() {
    return form == Form.URL ? Secret.ofUrl(address).toString() : address;
  }

  boolean isRoot() {
    return key().isEmpty();
  }

  /** Tells whether the address can only mean a folder. */
  boolean writtenAsFolder() {
    int query = form == Form.URL ? address.indexOf('?') : -1;
    return (query < 0 ? address : address.substring(0, query)).endsWith("/");
  }

  /**
   * Returns the name that the file or folder has elsewhere, too.
   *
   * @throws InvalidPathException if it is the root of its store, which has none
   */
  String requireName() {
    if (name.isEmpty()) {
      throw new InvalidPathException(
          error("The root of a store has no name of its own")
              .hint("name the copy, without a slash at its end")
              .build(),
          null);
    }
    return name;
  }

  /** Begins the details of an error about this place, in the words of who named it. */
  ErrorDetails.Builder error(String problem) {
    ErrorDetails.Builder details = ErrorDetails.of(problem).backend(store.identity().backend());
    return switch (form) {
      case LOCAL -> details.path(address);
      case STORE -> details.path(key()).store(address.substring(0, address.indexOf(':')));
      case URL -> details.path(key()).store(store.identity().service());
    };
  }

  /** What holds the files, and where in it this is: equal for two ways to one place. */
  String location() {
    StoreIdentity identity = store.identity();
    return Stream.of(identity.service(), identity.root(), key())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/", identity.backend() + ":", "/"))
        .replaceAll("/+", "/");
  }

  /** Returns the place of that path below this one. */
  Place below(String relative) {
    if (relative.isEmpty()) {
      return this;
    }
    String below = RemotePath.ofFolder(key()).resolve(relative).key();
    return new Place(store, below, at(relative), RemotePath.of(below).name(), form);
  }

  /** Returns the address of what lies below this one at a path, for a command to take. */
  String at(String relative) {
    if (relative.isEmpty()) {
      return address;
    }
    int query = form == Form.URL ? address.indexOf('?') : -1;
    String base = query < 0 ? address : address.substring(0, query);
    String rest = query < 0 ? "" : address.substring(query);
    if (form == Form.LOCAL && base.equals(".")) {
      boolean misread = Addresses.isAmbiguous(relative) || relative.startsWith("-");
      return misread ? "./" + relative : relative;
    }
    boolean joined = base.endsWith("/") || (form != Form.LOCAL && base.endsWith(":"));
    String tail = form == Form.URL ? StoreUrl.encodePath(relative) : relative;
    return base + (joined ? "" : "/") + tail + rest;
  }
}
