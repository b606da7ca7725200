package io.remotestore.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files {@code ~/.aws/credentials} and {@code ~/.aws/config}: settings by profile. */
final class ProfileFile {
  private final Map<String, Map<String, String>> profiles;

  private ProfileFile(Map<String, Map<String, String>> profiles) {
    this.profiles = profiles;
  }

  /** Reads both files; one that is missing is empty. What the first says goes before the second. */
  static ProfileFile read(Path credentials, Path config) throws IOException {
    Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
    add(profiles, credentials);
    add(profiles, config);
    return new ProfileFile(profiles);
  }

  private static void add(Map<String, Map<String, String>> profiles, Path file) throws IOException {
    Map<String, String> current = new LinkedHashMap<>();
    for (String line : lines(file)) {
      String text = line.strip();
      if (text.startsWith("[") && text.endsWith("]")) {
        current = profiles.computeIfAbsent(profile(text), name -> new LinkedHashMap<>());
      } else if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith(";")) {
        addSetting(current, line);
      }
    }
  }

  private static Iterable<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** In the one file a profile is {@code [name]}, in the other {@code [profile name]}. */
  private static String profile(String header) {
    String name = header.substring(1, header.length() - 1).strip();
    return name.startsWith("profile ") ? name.substring("profile ".length()).strip() : name;
  }

  /** Lines that begin with a space belong to nested settings, which say nothing here. */
  private static void addSetting(Map<String, String> profile, String line) {
    int equals = line.indexOf('=');
    if (equals > 0 && !Character.isWhitespace(line.charAt(0))) {
      profile.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
  }

  boolean has(String profile) {
    return profiles.containsKey(profile);
  }

  /** The settings of a profile; empty where there is none of that name. */
  Map<String, String> settings(String profile) {
    return profiles.getOrDefault(profile, Map.of());
  }
}
