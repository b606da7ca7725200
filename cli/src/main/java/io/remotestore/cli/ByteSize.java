package io.remotestore.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of bytes as people write and read them. */
final class ByteSize implements ITypeConverter<Long> {
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgtp]?)(i?b)?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Integer> POWERS =
      Map.of("", 0, "k", 1, "m", 2, "g", 3, "t", 4, "p", 5);

  /** For picocli. */
  ByteSize() {}

  /** Returns a size with three digits or so, such as {@code 1.5 MiB}. */
  static String human(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // The comparison is with what rounds to 1024 when shown without a fraction.
    while (value >= 1023.5) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
  }

  /** Reads {@code 10}, {@code 10k}, {@code 1.5MiB}, all by 1024, and {@code 10MB} by 1000. */
  @Override
  public Long convert(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    Integer power =
        matcher.matches() ? POWERS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (power == null) {
      throw wrong(text);
    }
    boolean decimal = "b".equalsIgnoreCase(matcher.group(3));
    BigDecimal factor = BigDecimal.valueOf(decimal ? 1000 : 1024).pow(power);
    try {
      return new BigDecimal(matcher.group(1))
          .multiply(factor)
          .setScale(0, RoundingMode.FLOOR)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(text);
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is not a size; write 500, 10k, 1.5M, 2GiB, or 2GB for thousands");
  }
}
