package io.remotestore.kernel;

import io.remotestore.spi.Crc64Nvme;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A cyclic redundancy check of bytes. Two of one algorithm make that of the bytes of both, in their
 * order, so that the parts of a file are checked where they arrive. For one thread.
 */
final class Crc {

  /** What the algorithms differ in; the polynomial is reflected, its highest power left out. */
  private record Algorithm(int width, long polynomial, Supplier<Checksum> begin) {

    /** The power {@code x^0}; powers fall from the highest bit on. */
    private long one() {
      return 1L << (width - 1);
    }

    /** The product of two remainders. */
    private long multiply(long a, long b) {
      long product = 0;
      long multiple = b;
      for (long power = one(); power != 0; power >>>= 1) {
        if ((a & power) != 0) {
          product ^= multiple;
        }
        multiple = (multiple & 1) == 0 ? multiple >>> 1 : (multiple >>> 1) ^ polynomial;
      }
      return product;
    }

    /** The remainder of {@code x} to the power of the bits of so many bytes. */
    private long shift(long bytes) {
      long result = one();
      long square = multiply(one() >>> 4, one() >>> 4); // x^8
      for (long left = bytes; left != 0; left >>>= 1) {
        if ((left & 1) != 0) {
          result = multiply(result, square);
        }
        square = multiply(square, square);
      }
      return result;
    }
  }

  private static final Algorithm CRC32 = new Algorithm(32, 0xEDB88320L, CRC32::new);
  private static final Algorithm CRC32C = new Algorithm(32, 0x82F63B78L, CRC32C::new);
  private static final Algorithm CRC64NVME = new Algorithm(64, 0x9A6C9329AC4BC9B5L, Crc64Nvme::new);

  private final Algorithm algorithm;
  private final Checksum checksum;
  private long length;

  private Crc(Algorithm algorithm) {
    this.algorithm = algorithm;
    this.checksum = algorithm.begin.get();
  }

  /** Begins one of the algorithm of that name in lower case; null for any other algorithm. */
  static @Nullable Crc of(String algorithm) {
    return switch (algorithm) {
      case "crc32" -> new Crc(CRC32);
      case "crc32c" -> new Crc(CRC32C);
      case "crc64nvme" -> new Crc(CRC64NVME);
      default -> null;
    };
  }

  /** Begins one of the same algorithm. */
  Crc another() {
    return new Crc(algorithm);
  }

  void update(byte[] bytes, int offset, int count) {
    checksum.update(bytes, offset, count);
    length += count;
  }

  /** The value of the bytes so far. */
  long value() {
    return checksum.getValue();
  }

  /** The value of bytes of that value, followed by those of {@code next}. */
  long followedBy(long before, Crc next) {
    return algorithm.multiply(algorithm.shift(next.length), before) ^ next.value();
  }

  /** A value in hexadecimal, as digests have it. */
  String text(long value) {
    return algorithm.width == 32 ? String.format("%08x", value) : String.format("%016x", value);
  }
}
