package io.remotestore.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by a name whether its value is a secret. Rather one too many than one too few. */
public final class SensitiveNames {
  private static final Set<String> WHOLE =
      Set.of(
          "key",
          "pkey",
          "pwd",
          "pass",
          "auth",
          "sig",
          "cookie",
          "set_cookie",
          "client_certificate",
          "proxy_auth");

  private static final List<String> PARTS =
      List.of(
          "secret",
          "password",
          "passwd",
          "passphrase",
          "token",
          "credential",
          "authorization",
          "signature",
          "connectionstring",
          "apikey",
          "accesskey",
          "accountkey",
          "privatekey",
          "sharedkey");

  private SensitiveNames() {}

  /** Tells whether the value of that name is a secret. */
  public static boolean test(String name) {
    String snake = snakeCase(name);
    if (WHOLE.contains(snake) || snake.endsWith("_key") || snake.endsWith("_pwd")) {
      return true;
    }
    String joined = snake.replace("_", "");
    return PARTS.stream().anyMatch(joined::contains);
  }

  /** Tells whether the table of that name holds request headers, any of which may be a secret. */
  public static boolean holdsHeaders(String name) {
    String snake = snakeCase(name);
    return snake.equals("headers") || snake.endsWith("_headers");
  }

  /** Returns {@code AccountKey}, {@code account-key} and {@code account.key} as one name. */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .replaceAll("[-. ]", "_")
        .toLowerCase(Locale.ROOT);
  }
}
