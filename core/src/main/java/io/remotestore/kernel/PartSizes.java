package io.remotestore.kernel;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;

/**
 * How large the parts of an upload are. A known size is divided so that the parts suffice; with an
 * unknown one parts grow on the way, so that 5 TiB fit into 10,000 of them that began with 8 MiB.
 * Parts that wait in memory, since their source cannot be read again, are no larger than the heap
 * allows.
 */
final class PartSizes {
  private static final int PARTS_BETWEEN_GROWTH = 800;
  private static final long MAX_GROWN = 1L << 30;
  private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;
  private static final String IN_MEMORY =
      " of a source that can be read only once, since they wait in memory;"
          + " a larger partSize or a larger heap makes room";

  private final Features features;
  private final long base;
  private final long most;

  private PartSizes(Features features, long base, long most) {
    this.features = features;
    this.base = base;
    this.most = most;
  }

  /** For bytes that are where they can be read again, or that never come here. */
  static PartSizes of(Features features, long wanted, long size) throws DriverException {
    long part = Math.max(base(features, wanted), share(features, size));
    if (part > features.maxPart()) {
      throw tooLarge(features, features.maxPart(), "");
    }
    return new PartSizes(features, part, part);
  }

  /**
   * For bytes that are kept until their part arrived.
   *
   * @param size the size of all bytes, or negative if unknown
   * @param memory what one part may take of it, in bytes
   */
  static PartSizes inMemory(Features features, long wanted, long size, long memory)
      throws DriverException {
    long base = base(features, wanted);
    long most = Math.min(features.maxPart(), Math.max(base, Math.min(memory, MAX_ARRAY)));
    if (size < 0) {
      long grown = features.equalParts() ? base : Math.min(most, Math.max(base, MAX_GROWN));
      return new PartSizes(features, base, grown);
    }
    long part = Math.max(base, share(features, size));
    if (part > most) {
      throw tooLarge(features, most, IN_MEMORY);
    }
    return new PartSizes(features, part, part);
  }

  private static long base(Features features, long wanted) {
    return Math.min(Math.max(wanted, features.minPart()), features.maxPart());
  }

  private static long share(Features features, long size) {
    return size / features.maxParts() + (size % features.maxParts() == 0 ? 0 : 1);
  }

  /** The size of the part of that number, counted from 1. */
  long of(int number) throws DriverException {
    if (number > features.maxParts()) {
      throw tooLarge(features, most, IN_MEMORY);
    }
    int doublings = Math.min(30, (number - 1) / PARTS_BETWEEN_GROWTH);
    return Math.min(base << doublings, most);
  }

  private static DriverException tooLarge(Features features, long part, String which) {
    return new DriverException(
        Failure.notSent(Kind.STORAGE_FULL)
            .withDetail(
                "an upload takes "
                    + features.maxParts()
                    + " parts of "
                    + part
                    + " bytes at the most"
                    + which));
  }
}
