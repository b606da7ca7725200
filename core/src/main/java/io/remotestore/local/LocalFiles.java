package io.remotestore.local;

import io.remotestore.local.LocalOptions.Durability;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.WriteCondition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What all primitives of one local backend share: where its files are, and how they are looked at.
 */
final class LocalFiles {
  /** NAME_MAX of Linux and macOS. */
  static final int MAX_SEGMENT_BYTES = 255;

  private static final int LOOKS = 100;

  private final Confinement confinement;
  private final KeyLocks locks;
  private final Durability durability;
  private final Clock clock;
  private final boolean attributes;

  LocalFiles(
      Confinement confinement,
      KeyLocks locks,
      Durability durability,
      Clock clock,
      boolean attributes) {
    this.confinement = confinement;
    this.locks = locks;
    this.durability = durability;
    this.clock = clock;
    this.attributes = attributes;
  }

  Confinement confinement() {
    return confinement;
  }

  KeyLocks locks() {
    return locks;
  }

  Clock clock() {
    return clock;
  }

  boolean durable() {
    return durability == Durability.FSYNC;
  }

  /** An open file, and the state that it was in when it was opened. */
  record Opened(FileChannel channel, BasicFileAttributes attributes, Entry entry) {}

  /**
   * Opens a file together with its attributes. Java cannot ask an open channel for them, so the
   * name is looked at before and after: the same state twice is the state that was opened.
   */
  Opened open(String key, StatRequest.Detail detail, Call call) throws IOException {
    if (key.isEmpty()) {
      throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
    }
    for (int look = 0; look < LOOKS; look++) {
      call.check();
      Opened opened = tryOpen(key, detail, call);
      if (opened != null) {
        return opened;
      }
    }
    throw new DriverException(
        Failure.rejected(Kind.UNAVAILABLE)
            .withDetail("the file changes faster than it can be opened"));
  }

  /** Returns null where the name led to another state after it was opened than before. */
  private @Nullable Opened tryOpen(String key, StatRequest.Detail detail, Call call)
      throws IOException {
    try (Place named = place(key, call)) {
      BasicFileAttributes found = named.folder().attributes(named.name());
      if (!found.isSymbolicLink()) {
        return tryOpen(key, named, found, detail);
      }
      try (Place place = followed(named, call)) {
        return tryOpen(key, place, place.folder().attributes(place.name()), detail);
      }
    }
  }

  private @Nullable Opened tryOpen(
      String key, Place place, BasicFileAttributes before, StatRequest.Detail detail)
      throws IOException {
    requireFile(before);
    FileChannel channel = place.folder().open(place.name(), Folder.READ);
    boolean opened = false;
    try {
      BasicFileAttributes after = place.folder().attributes(place.name());
      if (LocalEntries.same(before, after)) {
        Opened result = new Opened(channel, after, entry(key, place, after, detail));
        opened = true;
        return result;
      }
      return null;
    } catch (NoSuchFileException e) {
      return null; // replaced or deleted meanwhile: the next look tells
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private Place followed(Place link, Call call) throws IOException {
    try {
      return confinement.follow(link, call);
    } catch (DriverException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new DriverException(
          Failure.rejected(Kind.NOT_FOUND).withDetail("the symbolic link leads nowhere"), e);
    }
  }

  /** The place of a key; below a file there is none. */
  Place place(String key, Call call) throws IOException {
    try {
      return confinement.place(key, call);
    } catch (DriverException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (confinement.liesBelowFile(key)) {
        throw new DriverException(Failure.rejected(Kind.NOT_FOUND), e);
      }
      throw e;
    }
  }

  /** The folder of a key; a file there, or above it, is none. */
  Folder folder(String key, Call call) throws IOException {
    try {
      return confinement.folder(key, call);
    } catch (DriverException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!key.isEmpty() && (confinement.liesBelowFile(key) || isFile(key))) {
        throw new DriverException(Failure.rejected(Kind.NOT_A_FOLDER), e);
      }
      throw e;
    }
  }

  private boolean isFile(String key) throws IOException {
    return Files.isRegularFile(confinement.lexical(key));
  }

  private static void requireFile(BasicFileAttributes attributes) throws DriverException {
    if (attributes.isDirectory()) {
      throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
    }
    if (!attributes.isRegularFile()) {
      throw new DriverException(
          Failure.rejected(Kind.NOT_FOUND).withDetail("it is a device, a pipe or a socket"));
    }
  }

  /** What is at a key; null for nothing. */
  @Nullable Entry stat(String key, StatRequest.Detail detail, Call call) throws IOException {
    if (key.isEmpty()) {
      return Files.isDirectory(confinement.root()) ? Entry.folder(key) : null;
    }
    try (Place place = place(key, call)) {
      BasicFileAttributes found = place.folder().attributes(place.name());
      return found.isSymbolicLink()
          ? statLink(key, place, detail, call)
          : entry(key, place, found, detail);
    } catch (NoSuchFileException e) {
      return null;
    } catch (DriverException e) {
      if (e.failure().kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private Entry statLink(String key, Place link, StatRequest.Detail detail, Call call)
      throws IOException {
    Place place;
    try {
      place = confinement.follow(link, call);
    } catch (DriverException e) {
      throw e;
    } catch (FileSystemException e) {
      return Entry.other(key); // it leads nowhere
    }
    try (place) {
      return entry(key, place, place.folder().attributes(place.name()), detail);
    }
  }

  private Entry entry(String key, Place place, BasicFileAttributes found, StatRequest.Detail detail)
      throws IOException {
    if (found.isDirectory()) {
      return Entry.folder(key);
    }
    if (!found.isRegularFile()) {
      return Entry.other(key);
    }
    return detail == StatRequest.Detail.ALL
        ? entry(key, place, found)
        : LocalEntries.file(key, found).build();
  }

  private Entry entry(String key, Place place, BasicFileAttributes found) throws IOException {
    Entry.Builder entry = LocalEntries.file(key, found);
    if (attributes) {
      ExtendedAttributes.read(place.path(), entry);
    }
    return entry.build();
  }

  /** Throws unless the file at a place is in the state that the condition names. */
  void requireState(Place place, WriteCondition condition, Call call) throws IOException {
    try {
      BasicFileAttributes now = place.folder().attributes(place.name());
      if (now.isSymbolicLink()) {
        Place real = confinement.follow(place, call);
        now = real.folder().attributes(real.name());
      }
      boolean same =
          now.isRegularFile()
              && condition.revision() != null
              && LocalEntries.etag(now).equals(condition.revision().toString());
      if (!same) {
        throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED));
      }
    } catch (NoSuchFileException e) {
      throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED), e);
    }
  }

  /** What the locks know a place by: the same whatever links lead there, and in all processes. */
  String lockKey(Place place) {
    return confinement.root().relativize(place.path()).toString();
  }
}
