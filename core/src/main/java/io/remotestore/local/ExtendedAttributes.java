package io.remotestore.local;

import io.remotestore.ContentHeaders;
import io.remotestore.spi.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metadata and content headers in extended attributes: the content type in {@code user.mime_type},
 * where desktops look for it; the rest, one {@code name=value} a line, in {@code
 * user.remote_store}.
 */
final class ExtendedAttributes {
  private static final String MIME_TYPE = "mime_type";
  private static final String OURS = "remote_store";
  private static final String METADATA = "meta.";

  private ExtendedAttributes() {}

  /** Stores what there is; nothing costs nothing. */
  static void write(Path file, ContentHeaders headers, Map<String, String> metadata)
      throws IOException {
    if (headers.isEmpty() && metadata.isEmpty()) {
      return;
    }
    UserDefinedFileAttributeView view = view(file);
    Map<String, String> lines = new TreeMap<>(headers.toMap());
    String type = lines.remove("content-type");
    metadata.forEach((key, value) -> lines.put(METADATA + escaped(key), value));
    if (type != null) {
      put(view, MIME_TYPE, type);
    }
    if (!lines.isEmpty()) {
      StringBuilder text = new StringBuilder();
      lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
      put(view, OURS, text.toString());
    }
  }

  private static void put(UserDefinedFileAttributeView view, String name, String value)
      throws IOException {
    int unused = view.write(name, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds what is stored to an entry. */
  static void read(Path file, Entry.Builder entry) throws IOException {
    UserDefinedFileAttributeView view = view(file);
    List<String> names = view.list();
    if (!names.contains(MIME_TYPE) && !names.contains(OURS)) {
      return;
    }
    ContentHeaders.Builder headers = ContentHeaders.builder();
    Map<String, String> metadata = new LinkedHashMap<>();
    if (names.contains(MIME_TYPE)) {
      String type = get(view, MIME_TYPE).strip();
      if (!type.isEmpty()) {
        headers.contentType(type);
      }
    }
    if (names.contains(OURS)) {
      get(view, OURS).lines().forEach(line -> add(line, headers, metadata));
    }
    entry.headers(headers.build()).metadata(metadata);
  }

  private static void add(
      String line, ContentHeaders.Builder headers, Map<String, String> metadata) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      return;
    }
    String name = line.substring(0, equals);
    String value = line.substring(equals + 1);
    if (name.startsWith(METADATA)) {
      metadata.put(unescaped(name.substring(METADATA.length())), value);
    } else {
      headers.header(name, value);
    }
  }

  /** The first {@code =} of a line ends the name. */
  private static String escaped(String key) {
    return key.replace("%", "%25").replace("=", "%3D");
  }

  private static String unescaped(String text) {
    return text.replace("%3D", "=").replace("%25", "%");
  }

  private static String get(UserDefinedFileAttributeView view, String name) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(view.size(name));
    int unused = view.read(name, buffer);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  private static UserDefinedFileAttributeView view(Path file) {
    return Files.getFileAttributeView(
        file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Tells whether files in this folder can have extended attributes, by trying. */
  static boolean work(Path file) {
    try {
      UserDefinedFileAttributeView view = view(file);
      if (view == null) {
        return false;
      }
      put(view, OURS, "probe");
      return get(view, OURS).equals("probe");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
