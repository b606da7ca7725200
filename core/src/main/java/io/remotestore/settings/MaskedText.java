package io.remotestore.settings;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the secrets inside a text: passwords of URLs, secret parameters, connection strings. */
public final class MaskedText {
  /** The replacement of a secret. */
  public static final String MASK = "***";

  /** A longer text is masked whole: it is too long to read, and the search would take long. */
  private static final int LONGEST = 4096;

  /** Up to the last {@code @}: a password that should have been encoded may hold a slash. */
  private static final Pattern USER_INFO =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,40}://[^/?#@:]*):([^?#]*)@");

  /** The same where the password holds a bare {@code ?} or {@code #}. */
  private static final Pattern WILD_USER_INFO =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]{0,40}://[^/?#@:]+):([^/]*)@");

  private static final Pattern PARAMETER =
      Pattern.compile("(?<=^|[?&;,#\\s])([\\w.%-][\\w.% -]{0,60}?)(\\s*=\\s*)([^&;#\\s][^&;#]*)");

  private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");

  private MaskedText() {}

  /** Returns {@code text} with its secrets masked, or {@code text} itself if there are none. */
  public static String of(String text) {
    if (text.length() > LONGEST || PRIVATE_KEY.matcher(text).find()) {
      return MASK;
    }
    String masked = WILD_USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
    masked = USER_INFO.matcher(masked).replaceAll("$1:" + MASK + "@");
    return PARAMETER.matcher(masked).replaceAll(MaskedText::parameter);
  }

  private static String parameter(MatchResult found) {
    String name = found.group(1);
    String value = SensitiveNames.test(name) ? MASK : found.group(3);
    return Matcher.quoteReplacement(name + found.group(2) + value);
  }
}
