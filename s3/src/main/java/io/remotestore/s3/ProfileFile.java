package io.remotestore.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code ~/.aws/credentials} and {@code ~/.aws/config}: settings by profile, names of
 * settings in lower case, nested ones as {@code s3.endpoint_url}. Immutable.
 */
final class ProfileFile {
  /** The profile that is used if none is named. */
  static final String DEFAULT = "default";

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** The names of sections and commands, in which quotes can hold a comment's sign. */
  private static final Pattern QUOTABLE =
      Pattern.compile("\\[|credential_process\\s*=", Pattern.CASE_INSENSITIVE);

  private final Path credentials;
  private final Path config;
  private final Map<String, Map<String, String>> inCredentials;
  private final Map<String, Map<String, String>> inConfig;
  private final Map<String, Map<String, String>> services;

  private ProfileFile(
      Path credentials,
      Path config,
      Map<String, Map<String, String>> inCredentials,
      Sections sections) {
    this.credentials = credentials;
    this.config = config;
    this.inCredentials = inCredentials;
    this.inConfig = sections.profiles;
    this.services = sections.services;
  }

  /** How a file was chosen. */
  enum Choice {
    /** By a variable of the environment. */
    NAMED,
    /** It is the default path of the tools of AWS. */
    USUAL
  }

  /** The place of a file. */
  record Place(Path path, Choice choice) {
    /**
     * Returns whether the file is read. At the default path, anything but a readable regular file
     * counts as missing.
     */
    private boolean isRead() {
      return choice == Choice.NAMED || (Files.isRegularFile(path) && Files.isReadable(path));
    }
  }

  /**
   * Reads both files. A missing file is empty, and so is an unreadable one at the default path.
   *
   * @throws IOException if a file that a variable names cannot be read; the message names it
   */
  static ProfileFile read(Place credentials, Place config) throws IOException {
    Map<String, Map<String, String>> keys = new LinkedHashMap<>();
    sections(credentials)
        .forEach(
            (name, settings) ->
                keys.put(unquoted(name.replaceFirst("^profile\\s+", "")), settings));
    return new ProfileFile(credentials.path(), config.path(), keys, Sections.of(sections(config)));
  }

  /**
   * In this file the sections of profiles are {@code [profile name]}; there are other sections,
   * too.
   */
  private record Sections(
      Map<String, Map<String, String>> profiles, Map<String, Map<String, String>> services) {

    static Sections of(Map<String, Map<String, String>> all) {
      Sections out = new Sections(new LinkedHashMap<>(), new LinkedHashMap<>());
      all.forEach(
          (section, settings) -> {
            String[] words = section.split("\\s+", 2);
            if (words.length == 1) {
              out.profiles.putIfAbsent(unquoted(section), settings);
            } else if (words[0].equals("profile")) {
              out.profiles.put(unquoted(words[1]), settings);
            } else if (words[0].equals("services")) {
              out.services.put(unquoted(words[1]), settings);
            }
          });
      return out;
    }
  }

  private static String unquoted(String name) {
    String text = Blanks.strip(name);
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  // ---------------------------------------------------------------- parsing

  private static Map<String, Map<String, String>> sections(Place file) throws IOException {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> current = new LinkedHashMap<>();
    String parent = "";
    for (String line : file.isRead() ? lines(file.path()) : List.<String>of()) {
      String text = uncommented(line);
      if (text.isEmpty()) {
        continue;
      }
      int equals = text.indexOf('=');
      if (text.startsWith("[")) {
        int end = text.indexOf(']');
        String name = end < 0 ? text.substring(1) : text.substring(1, end);
        current = sections.computeIfAbsent(Blanks.strip(name), key -> new LinkedHashMap<>());
        parent = "";
      } else if (equals > 0) {
        String name = Blanks.strip(text.substring(0, equals)).toLowerCase(Locale.ROOT);
        boolean nested = line.charAt(0) != BYTE_ORDER_MARK && Blanks.isBlank(line.charAt(0));
        String value = Blanks.strip(text.substring(equals + 1));
        if (!value.isEmpty()) { // an empty value counts as not set
          current.put(nested ? parent + name : name, value);
        }
        parent = nested ? parent : name + ".";
      }
    }
    return sections;
  }

  private static String uncommented(String line) {
    String text = Blanks.strip(line);
    if (text.startsWith("#") || text.startsWith(";")) {
      return "";
    }
    boolean quotable = QUOTABLE.matcher(text).lookingAt();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '#' || c == ';') && Blanks.isBlank(text.charAt(i - 1))) {
        return Blanks.strip(text.substring(0, i));
      }
      if (quotable && (c == '"' || c == '\'')) {
        i = Math.max(i, closingQuote(text, i));
      }
    }
    return text;
  }

  /** Returns the index of the end of a quote; -1 if it does not end. */
  private static int closingQuote(String text, int from) {
    char quote = text.charAt(from);
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new IOException(
          "the file " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  // ---------------------------------------------------------------- looking

  boolean has(String profile) {
    return inCredentials.containsKey(profile) || inConfig.containsKey(profile);
  }

  /** The settings of a profile, from both files; empty if there is no such profile. */
  Map<String, String> settings(String profile) {
    Map<String, String> all = new LinkedHashMap<>(inConfig.getOrDefault(profile, Map.of()));
    all.putAll(inCredentials.getOrDefault(profile, Map.of()));
    return all;
  }

  /** The URL of a service by a profile; null if it sets none. */
  @Nullable String endpointUrl(String profile, String service) {
    Map<String, String> settings = settings(profile);
    String table = settings.get("services");
    String specific =
        table == null
            ? null
            : services.getOrDefault(table, Map.of()).get(service + ".endpoint_url");
    return specific != null ? specific : settings.get("endpoint_url");
  }

  /** Names a profile and the files that it stands in, for an error. */
  String describe(String profile) {
    List<String> files = new ArrayList<>();
    if (inCredentials.containsKey(profile)) {
      files.add(credentials.toString());
    }
    if (inConfig.containsKey(profile)) {
      files.add(config.toString());
    }
    return switch (files.size()) {
      case 0 -> "the profile '" + profile + "' (in neither " + credentials + " nor " + config + ")";
      case 1 -> "the profile '" + profile + "' of the file " + files.get(0);
      default -> "the profile '" + profile + "' of the files " + String.join(" and ", files);
    };
  }

  Path credentials() {
    return credentials;
  }

  Path config() {
    return config;
  }
}
