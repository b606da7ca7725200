package io.remotestore.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types by the ending of a file's name: the same on every machine. */
final class ContentTypes {
  private static final Map<String, String> BY_ENDING = new HashMap<>();

  static {
    add("application/gzip", "gz", "tgz");
    add("application/java-archive", "jar");
    add("application/json", "json", "map");
    add("application/manifest+json", "webmanifest");
    add("application/msword", "doc");
    add("application/octet-stream", "bin");
    add("application/pdf", "pdf");
    add("application/rtf", "rtf");
    add("application/toml", "toml");
    add("application/vnd.apache.arrow.file", "arrow", "feather");
    add("application/vnd.apache.parquet", "parquet");
    add("application/vnd.ms-excel", "xls");
    add("application/vnd.ms-powerpoint", "ppt");
    add("application/vnd.oasis.opendocument.spreadsheet", "ods");
    add("application/vnd.oasis.opendocument.text", "odt");
    add("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
    add("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    add("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    add("application/vnd.sqlite3", "sqlite", "db");
    add("application/wasm", "wasm");
    add("application/x-7z-compressed", "7z");
    add("application/x-bzip2", "bz2");
    add("application/x-ndjson", "ndjson", "jsonl");
    add("application/x-tar", "tar");
    add("application/x-xz", "xz");
    add("application/xml", "xml", "xsd", "xsl");
    add("application/yaml", "yaml", "yml");
    add("application/zip", "zip");
    add("application/zstd", "zst");
    add("audio/flac", "flac");
    add("audio/mp4", "m4a");
    add("audio/mpeg", "mp3");
    add("audio/ogg", "ogg", "oga");
    add("audio/wav", "wav");
    add("font/otf", "otf");
    add("font/ttf", "ttf");
    add("font/woff", "woff");
    add("font/woff2", "woff2");
    add("image/avif", "avif");
    add("image/bmp", "bmp");
    add("image/gif", "gif");
    add("image/jpeg", "jpg", "jpeg");
    add("image/png", "png");
    add("image/svg+xml", "svg");
    add("image/tiff", "tif", "tiff");
    add("image/vnd.microsoft.icon", "ico");
    add("image/webp", "webp");
    add("text/calendar", "ics");
    add("text/css", "css");
    add("text/csv", "csv");
    add("text/html", "html", "htm");
    add("text/javascript", "js", "mjs");
    add("text/markdown", "md", "markdown");
    add("text/plain", "txt", "text", "log");
    add("text/tab-separated-values", "tsv");
    add("video/mp4", "mp4", "m4v");
    add("video/quicktime", "mov");
    add("video/webm", "webm");
  }

  private ContentTypes() {}

  private static void add(String type, String... endings) {
    for (String ending : endings) {
      BY_ENDING.put(ending, type);
    }
  }

  /** Returns the media type of a file of that name, or null if its ending is not known. */
  static @Nullable String of(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? null : BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
