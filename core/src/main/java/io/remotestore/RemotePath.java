package io.remotestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key, taken apart into segments.
 *
 * <p>A path is text, never a URI and never decoded: {@code %41} stays three characters. Backslashes
 * become slashes; empty and {@code .} segments disappear; {@code ..} and NUL are refused, because a
 * key never reaches outside its store. Two paths are equal when their normalised text is, case and
 * Unicode form included.
 */
public final class RemotePath {

  /** The root of a store, which has no segments. Its text is {@code .}. */
  public static final RemotePath ROOT = new RemotePath("", List.of());

  private final String key;
  private final List<String> segments;

  private RemotePath(String key, List<String> segments) {
    this.key = key;
    this.segments = segments;
  }

  /**
   * Returns the path that {@code text} names.
   *
   * @throws InvalidPathException if the text holds a NUL, half of a surrogate pair or a {@code ..}
   *     segment, or names nothing (such as {@code ""}, {@code "/"} or {@code "./"})
   */
  public static RemotePath of(String text) {
    String key = normalize(text);
    if (key.isEmpty()) {
      throw invalid(text, "Path is empty after normalization");
    }
    return new RemotePath(key, split(key));
  }

  /**
   * Returns the path that {@code text} names, where {@code ""} and {@code "."} name the root.
   *
   * @throws InvalidPathException as {@link #of}
   */
  public static RemotePath ofFolder(String text) {
    return isRoot(text) ? ROOT : of(text);
  }

  /**
   * Tells whether {@code text} is one of the two spellings of the root: {@code ""} and {@code "."}.
   */
  public static boolean isRoot(String text) {
    return text.isEmpty() || text.equals(".");
  }

  /**
   * Returns the normalised text of a path, empty where nothing is left of it.
   *
   * @throws InvalidPathException if the text holds a NUL, half of a surrogate pair or a {@code ..}
   *     segment
   */
  public static String normalize(String text) {
    Objects.requireNonNull(text, "path");
    if (text.isEmpty() || isNormal(text)) {
      return text;
    }
    if (text.indexOf('\0') >= 0) {
      throw invalid(text, "Path contains a NUL character");
    }
    if (text.codePoints().anyMatch(RemotePath::isHalf)) {
      throw invalid(text, "Path contains half of a character");
    }
    String slashed = text.replace('\\', '/');
    StringBuilder out = new StringBuilder(slashed.length());
    int start = 0;
    while (start <= slashed.length()) {
      int end = slashed.indexOf('/', start);
      if (end < 0) {
        end = slashed.length();
      }
      String segment = slashed.substring(start, end);
      if (segment.equals("..")) {
        throw invalid(text, "Path contains a '..' segment");
      }
      if (!segment.isEmpty() && !segment.equals(".")) {
        if (out.length() > 0) {
          out.append('/');
        }
        out.append(segment);
      }
      start = end + 1;
    }
    return out.toString();
  }

  /** A surrogate without its other half: bytes of UTF-8 have no form for it. */
  private static boolean isHalf(int codePoint) {
    return codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint);
  }

  /**
   * Tells whether {@code text} is a key as it stands: not empty, and equal to its {@linkplain
   * #normalize normalised} text. Decided in one pass without allocating.
   */
  public static boolean isNormal(String text) {
    int length = text.length();
    int start = 0;
    for (int i = 0; i <= length; i++) {
      char c = i == length ? '/' : text.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < length) {
        if (!Character.isLowSurrogate(text.charAt(++i))) {
          return false;
        }
        continue;
      }
      if (c == '\0' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
      if (c == '/') {
        int size = i - start;
        boolean dots =
            text.startsWith(".", start)
                && (size == 1 || (size == 2 && text.charAt(start + 1) == '.'));
        if (size == 0 || dots) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  private static List<String> split(String key) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', start)) {
      segments.add(key.substring(start, slash));
      start = slash + 1;
    }
    segments.add(key.substring(start));
    return List.copyOf(segments);
  }

  private static InvalidPathException invalid(String text, String why) {
    return new InvalidPathException(ErrorDetails.of(why).path(text).build(), null);
  }

  /** The key as stores take it: segments joined by {@code /}, empty for the root. */
  public String key() {
    return key;
  }

  /** The last segment, or {@code .} for the root. */
  public String name() {
    return segments.isEmpty() ? "." : segments.get(segments.size() - 1);
  }

  /** The path without its last segment: the root for a single segment, null for the root itself. */
  public @Nullable RemotePath parent() {
    if (segments.isEmpty()) {
      return null;
    }
    if (segments.size() == 1) {
      return ROOT;
    }
    return new RemotePath(
        key.substring(0, key.lastIndexOf('/')), segments.subList(0, segments.size() - 1));
  }

  /** The segments, unmodifiable; none for the root. */
  public List<String> segments() {
    return segments;
  }

  /**
   * The name from its last dot on, dot included; empty where there is none or the dot comes first.
   */
  public String suffix() {
    int dot = name().lastIndexOf('.');
    return dot <= 0 ? "" : name().substring(dot);
  }

  /** The name without its {@link #suffix()}. */
  public String stem() {
    return name().substring(0, name().length() - suffix().length());
  }

  /**
   * Returns this path with {@code other} below it; a leading slash of {@code other} has no meaning.
   *
   * @throws InvalidPathException as {@link #of}
   */
  public RemotePath resolve(String other) {
    return of(key + "/" + other);
  }

  /** Tells whether this path is {@code folder} or lies below it, compared by whole segments. */
  public boolean startsWith(RemotePath folder) {
    return folder.segments.size() <= segments.size()
        && segments.subList(0, folder.segments.size()).equals(folder.segments);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof RemotePath other && key.equals(other.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** The key, or {@code .} for the root. */
  @Override
  public String toString() {
    return key.isEmpty() ? "." : key;
  }
}
