package io.remotestore.config;

import io.remotestore.ConfigException;
import io.remotestore.settings.Modules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the parser of a file. */
final class ConfigFormats {
  private ConfigFormats() {}

  static Map<String, @Nullable Object> parse(Path file) {
    Path fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      throw new ConfigException(
          List.of(file + ": has no extension to tell its format by, such as .toml"));
    }
    return parse(read(file), name.substring(dot + 1), file.toString());
  }

  static Map<String, @Nullable Object> parse(String text, String extension, String source) {
    ConfigFormat format = ofExtension(extension.toLowerCase(Locale.ROOT), source);
    boolean mark = text.startsWith("\uFEFF");
    return format.parse(mark ? text.substring(1) : text, source);
  }

  private static ConfigFormat ofExtension(String extension, String source) {
    Set<String> known = new TreeSet<>();
    for (ConfigFormat format : found()) {
      if (format.extensions().contains(extension)) {
        return format;
      }
      known.addAll(format.extensions());
    }
    String module = Modules.ofExtension(extension);
    if (module != null) {
      throw new ConfigException(
          List.of(
              source
                  + ": nothing on the class path parses ."
                  + extension
                  + " files; add "
                  + module));
    }
    throw new ConfigException(
        List.of(
            source
                + ": there is no format for ."
                + extension
                + " files; known: "
                + (known.isEmpty() ? "none" : String.join(", ", known))));
  }

  /** What the thread's class loader sees, which may be an application's, and what our own does. */
  private static Iterable<ConfigFormat> found() {
    List<ConfigFormat> all = new ArrayList<>();
    ServiceLoader.load(ConfigFormat.class).forEach(all::add);
    ServiceLoader.load(ConfigFormat.class, ConfigFormats.class.getClassLoader()).forEach(all::add);
    return all;
  }

  private static String read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not valid UTF-8", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e, e);
    }
  }
}
