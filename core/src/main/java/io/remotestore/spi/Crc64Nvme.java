package io.remotestore.spi;

import java.util.zip.Checksum;

/**
 * The checksum CRC-64/NVME, which S3 computes by default: the reflected polynomial {@code
 * 0xAD93D23594C93659}, all bits set before and flipped after. For one thread.
 */
public final class Crc64Nvme implements Checksum {
  private static final long REFLECTED = 0x9a6c9329ac4bc9b5L;
  private static final long[][] TABLES = tables();

  private long crc = -1;

  /** Begins a checksum. */
  public Crc64Nvme() {}

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ REFLECTED;
      }
      tables[0][i] = value;
    }
    for (int i = 0; i < 256; i++) {
      for (int slice = 1; slice < 8; slice++) {
        long before = tables[slice - 1][i];
        tables[slice][i] = before >>> 8 ^ tables[0][(int) (before & 0xff)];
      }
    }
    return tables;
  }

  @Override
  public void update(int b) {
    crc = crc >>> 8 ^ TABLES[0][(int) ((crc ^ b) & 0xff)];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long value = crc;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      long next = 0;
      for (int i = 0; i < 8; i++) {
        int index = (int) ((value >>> (8 * i)) & 0xff) ^ (bytes[at + i] & 0xff);
        next ^= TABLES[7 - i][index];
      }
      value = next;
    }
    for (; at < end; at++) {
      value = value >>> 8 ^ TABLES[0][(int) ((value ^ bytes[at]) & 0xff)];
    }
    crc = value;
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }
}
