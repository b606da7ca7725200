package io.remotestore.cli;

import io.remotestore.ReadOptions;
import io.remotestore.StoreInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes files to standard output. */
@Command(
    name = "cat",
    description = "Write the bytes of files to standard output.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store cat data:a.csv data:b.csv > both.csv",
      "  remote-store cat --range 0-1023 data:big.bin   the first KiB",
      "  remote-store cat --range -100 data:log.txt     the last 100 bytes"
    })
final class Cat implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "The files.")
  private List<String> addresses = List.of();

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      converter = Range.class,
      description =
          "The bytes FIRST-LAST of each file, counted from 0, FIRST- to its end, or -COUNT at its"
              + " end.")
  private ReadOptions range = ReadOptions.none();

  Cat(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(
          root, "cat", addresses, address -> write(finder.locate(address), range, root.out()));
    }
  }

  static void write(Place file, ReadOptions options, Output out) throws IOException {
    try (StoreInputStream in = file.store().read(file.path(), options)) {
      in.transferTo(out.stream());
    }
    out.flush();
  }

  /** Reads ranges as HTTP writes them. */
  static final class Range implements ITypeConverter<ReadOptions> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{0,18})-(\\d{0,18})");

    /** For picocli. */
    Range() {}

    @Override
    public ReadOptions convert(String text) {
      Matcher matcher = WRITTEN.matcher(text);
      if (!matcher.matches() || text.equals("-")) {
        throw wrong(text);
      }
      if (matcher.group(1).isEmpty()) {
        return ReadOptions.suffix(Long.parseLong(matcher.group(2)));
      }
      long first = Long.parseLong(matcher.group(1));
      if (matcher.group(2).isEmpty()) {
        return ReadOptions.from(first);
      }
      long last = Long.parseLong(matcher.group(2));
      if (last < first) {
        throw wrong(text);
      }
      return ReadOptions.range(first, last - first + 1);
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException("'" + text + "' is not a range; write 0-99, 100- or -100");
    }
  }
}
