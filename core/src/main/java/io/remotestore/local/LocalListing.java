package io.remotestore.local;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Listing;
import io.remotestore.spi.StatRequest.Detail;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is directly in one folder, in the order of the file system. Links to files are files; links
 * to folders are left out, since following them could go round in circles.
 */
final class LocalListing implements Listing {
  private final LocalFiles files;
  private final String prefix;
  private final int pageSize;
  private final Folder folder;
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> names;

  private LocalListing(
      LocalFiles files, String prefix, int pageSize, Folder folder, DirectoryStream<Path> stream) {
    this.files = files;
    this.prefix = prefix;
    this.pageSize = pageSize;
    this.folder = folder;
    this.stream = stream;
    this.names = stream.iterator();
  }

  static LocalListing open(LocalFiles files, String key, int pageSize, Call call)
      throws IOException {
    Folder folder = files.folder(key, call);
    try {
      String prefix = key.isEmpty() ? "" : key + "/";
      return new LocalListing(files, prefix, pageSize, folder, folder.list());
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public @Nullable List<Entry> next(Call call) throws IOException {
    List<Entry> page = new ArrayList<>(Math.min(pageSize, 64));
    try {
      while (page.size() < pageSize && names.hasNext()) {
        call.check();
        Entry entry = entry(names.next().getFileName(), call);
        if (entry != null) {
          page.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return page.isEmpty() ? null : page;
  }

  private @Nullable Entry entry(Path fileName, Call call) throws IOException {
    String name = fileName.toString();
    if (!isText(fileName, name)) {
      return Entry.notText(prefix + shown(fileName));
    }
    try {
      BasicFileAttributes attributes = folder.attributes(name);
      if (attributes.isSymbolicLink()) {
        Entry target = link(name, call);
        return target != null && target.isFile() ? target : Entry.other(prefix + name);
      }
      if (attributes.isDirectory()) {
        return Entry.folder(prefix + name);
      }
      return attributes.isRegularFile()
          ? LocalEntries.file(prefix + name, attributes).build()
          : Entry.other(prefix + name);
    } catch (NoSuchFileException e) {
      return null; // deleted while the listing went on
    }
  }

  /** Tells whether a name means the same file when it is written again as text. */
  static boolean isText(Path fileName, String name) {
    return isPlain(name) || isTheSame(fileName, name);
  }

  /** The bytes of a name that is not text, percent-encoded as in a {@code file:} URI. */
  private static String shown(Path fileName) {
    String uri = fileName.toUri().getRawPath();
    String path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** ASCII is the same in every locale, save what stands for a byte that is no character. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 0x80 || c == '?') {
        return false;
      }
    }
    return true;
  }

  private static boolean isTheSame(Path fileName, String name) {
    try {
      return Path.of(name).equals(fileName);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private @Nullable Entry link(String name, Call call) {
    try {
      return files.stat(prefix + name, Detail.KIND, call);
    } catch (IOException e) {
      return null; // it leads outside, or nowhere
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stream.close();
    } finally {
      folder.close();
    }
  }
}
