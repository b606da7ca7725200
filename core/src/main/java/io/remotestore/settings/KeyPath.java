package io.remotestore.settings;

/** Where a value stands in a configuration, such as {@code backends.main.options.root}. */
public final class KeyPath {
  private KeyPath() {}

  /** Returns the path of {@code name} below {@code parent}, which is empty at the top. */
  public static String of(String parent, String name) {
    return parent.isEmpty() ? quoted(name) : parent + "." + quoted(name);
  }

  /** Returns the path of the element {@code index}, counted from 0, of the list at {@code list}. */
  public static String of(String list, int index) {
    return list + "[" + index + "]";
  }

  private static String quoted(String name) {
    boolean bare = !name.isEmpty();
    for (int i = 0; i < name.length() && bare; i++) {
      char c = name.charAt(i);
      bare = Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
    if (bare) {
      return name;
    }
    StringBuilder out = new StringBuilder("\"");
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
