package io.remotestore.examples;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A ZIP file that one opener at a time reads whole and writes whole. */
final class ZipArchive implements Closeable {

  /**
   * A file of an archive.
   *
   * @param header its name, its time in whole seconds, and as comment what is unique to this state
   * @param bytes what is in it; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Item(ZipEntry header, byte[] bytes) {

    /** Returns a new state of a file. */
    static Item of(String key, byte[] bytes, Instant now) {
      return of(key, bytes, FileTime.from(now), UUID.randomUUID().toString());
    }

    /** Not compressed, since each change writes all files anew. */
    private static Item of(String key, byte[] bytes, FileTime time, String revision) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      ZipEntry header = new ZipEntry(key);
      header.setLastModifiedTime(FileTime.from(time.toInstant().truncatedTo(ChronoUnit.SECONDS)));
      header.setComment(revision);
      header.setMethod(ZipEntry.STORED);
      header.setSize(bytes.length);
      header.setCrc(crc.getValue());
      return new Item(header, bytes);
    }

    /** Entries that other programs wrote may be compressed, and have no comment. */
    private static Item of(ZipEntry found, byte[] bytes) {
      String comment = found.getComment();
      String revision =
          comment != null ? comment : Long.toHexString(found.getCrc()) + "-" + found.getTime();
      return of(found.getName(), bytes, found.getLastModifiedTime(), revision);
    }

    Instant modifiedAt() {
      return header.getLastModifiedTime().toInstant();
    }

    String revision() {
      return header.getComment();
    }
  }

  private final Path file;
  private final FileChannel lock;

  private ZipArchive(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  static ZipArchive open(Path given) throws IOException {
    Path file = given.toAbsolutePath();
    Files.createDirectories(file.resolveSibling(""));
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      held = lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process has it open already.
    } finally {
      if (!held) {
        lock.close();
      }
    }
    if (!held) {
      throw new IOException("somebody else has the archive open: " + file);
    }
    return new ZipArchive(file, lock);
  }

  Path file() {
    return file;
  }

  /** Returns the files by their names; none where there is no archive yet. */
  Map<String, Item> read() throws IOException {
    Map<String, Item> items = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return items;
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            items.put(entry.getName(), Item.of(entry, in.readAllBytes()));
          }
        }
      }
    }
    return items;
  }

  /** Puts an archive of those files in the place of the old one, in one step. */
  void write(Collection<Item> items) throws IOException {
    Path folder = file.resolveSibling("");
    Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
    try {
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
        for (Item item : items) {
          zip.putNextEntry(item.header());
          zip.write(item.bytes());
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Lets the next one open it. The lock's file stays: whoever waits for it has it open. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
