package io.remotestore.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it. */
record Length(String text, Duration time) {

  /** Reads {@code 30s}, {@code 90m}, {@code 12h}, {@code 7d}, {@code 2w}. */
  static final class Converter implements ITypeConverter<Length> {
    /** For picocli. */
    Converter() {}

    @Override
    public Length convert(String text) {
      Duration time = PointInTime.length(text);
      if (time == null || time.isZero()) {
        throw new TypeConversionException(
            "'" + text + "' is not a length of time; write 30s, 90m, 12h, 7d or 2w");
      }
      return new Length(text, time);
    }
  }
}
