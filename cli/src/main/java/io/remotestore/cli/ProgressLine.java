package io.remotestore.cli;

import io.remotestore.FileInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar on the terminal: how much of it, how fast, and how long it still takes. */
final class ProgressLine implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 200;
  private static final long SMALL = 10L << 20;

  private final ProgressBar bar;
  private final Line line;

  ProgressLine(Console console, long total) {
    this.line = new Line(console.err(), Math.max(20, console.columns() - 1));
    boolean small = total != FileInfo.UNKNOWN_SIZE && total < SMALL;
    this.bar =
        new ProgressBarBuilder()
            .setConsumer(line)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setInitialMax(total == FileInfo.UNKNOWN_SIZE ? -1 : total)
            .setUnit(small ? " KiB" : " MiB", small ? 1L << 10 : 1L << 20)
            .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
            .clearDisplayOnFinish()
            .build();
  }

  void reached(long bytes) {
    bar.stepTo(bytes);
  }

  /** Makes room for another line; the bar is drawn again below it. */
  void clear() {
    line.clear();
  }

  @Override
  public void close() {
    bar.close();
  }

  /** Draws over what it drew before. */
  private record Line(OutputStream out, int columns) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return columns;
    }

    @Override
    public void accept(String rendered) {
      try {
        out.write(("\r" + rendered).getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        // The terminal is closed.
      }
    }

    @Override
    public void close() {}
  }
}
