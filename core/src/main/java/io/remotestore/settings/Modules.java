package io.remotestore.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of this library, for errors that say which one to add. */
public final class Modules {
  private static final String GROUP = "io.remotestore:";
  private static final String S3 = GROUP + "remote-store-s3";
  private static final String HTTP = GROUP + "remote-store-http";
  private static final String YAML = GROUP + "remote-store-config-yaml";

  private static final Map<String, String> BY_TYPE =
      Map.of("s3", S3, "s3-pyarrow", S3, "s3-arrow", S3, "http", HTTP);

  private static final Map<String, String> BY_SCHEME =
      Map.of("s3", S3, "s3a", S3, "s3n", S3, "http", HTTP, "https", HTTP);

  private static final Map<String, String> BY_EXTENSION =
      Map.of(
          "toml",
          GROUP + "remote-store-config-toml",
          "yaml",
          YAML,
          "yml",
          YAML,
          "json",
          GROUP + "remote-store-config-json");

  private Modules() {}

  /** Returns the Maven coordinates of the module that opens backends of {@code type}, or null. */
  public static @Nullable String ofType(String type) {
    return BY_TYPE.get(type);
  }

  /** Returns the Maven coordinates of the module that opens URLs of {@code scheme}, or null. */
  public static @Nullable String ofScheme(String scheme) {
    return BY_SCHEME.get(scheme);
  }

  /**
   * Returns the Maven coordinates of the module that parses files of {@code extension}, or null.
   */
  public static @Nullable String ofExtension(String extension) {
    return BY_EXTENSION.get(extension);
  }
}
