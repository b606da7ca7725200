package io.remotestore.kernel;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;

/**
 * How large the parts of an upload are. A known size is divided so that the parts suffice; with an
 * unknown one parts grow on the way, so that 5 TiB fit into 10,000 of them that began with 8 MiB.
 */
final class PartSizes {
  private static final int PARTS_BETWEEN_GROWTH = 800;
  private static final long MAX_GROWN = 1L << 30;

  private final Features features;
  private final long base;
  private final boolean grows;

  private PartSizes(Features features, long base, boolean grows) {
    this.features = features;
    this.base = base;
    this.grows = grows;
  }

  static PartSizes of(Features features, int wanted, long size) throws DriverException {
    long base = Math.min(Math.max(wanted, features.minPart()), features.maxPart());
    if (size < 0) {
      return new PartSizes(features, base, !features.equalParts());
    }
    long least = (size + features.maxParts() - 1) / features.maxParts();
    if (least > features.maxPart()) {
      throw tooLarge(features.maxPart(), features.maxParts());
    }
    return new PartSizes(features, Math.max(base, least), false);
  }

  /** The size of the part of that number, counted from 1. */
  int of(int number) throws DriverException {
    if (number > features.maxParts()) {
      throw tooLarge(base, features.maxParts());
    }
    if (!grows) {
      return (int) Math.min(base, Integer.MAX_VALUE - 8);
    }
    int doublings = Math.min(30, (number - 1) / PARTS_BETWEEN_GROWTH);
    long grown = Math.min(base << doublings, Math.max(base, MAX_GROWN));
    return (int) Math.min(Math.min(grown, features.maxPart()), Integer.MAX_VALUE - 8);
  }

  private static DriverException tooLarge(long part, int count) {
    return new DriverException(
        Failure.notSent(Kind.STORAGE_FULL)
            .withDetail(
                "the backend takes "
                    + count
                    + " parts of "
                    + part
                    + " bytes at the most; choose a larger partSize"));
  }
}
