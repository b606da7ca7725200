package io.remotestore.s3;

import io.remotestore.Content;
import io.remotestore.spi.Crc64Nvme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums that uploads carry and the server compares and keeps, as listed in the <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">guide
 * of S3</a>.
 */
enum ChecksumAlgorithm {
  /** Computed by an instruction of the processor. */
  CRC32C {
    @Override
    Sum sum() {
      CRC32C crc = new CRC32C();
      return new CheckedSum(crc, () -> ByteBuffer.allocate(4).putInt((int) crc.getValue()));
    }
  },
  /** The default of S3 itself. */
  CRC64NVME {
    @Override
    Sum sum() {
      Crc64Nvme crc = new Crc64Nvme();
      return new CheckedSum(crc, () -> ByteBuffer.allocate(8).putLong(crc.getValue()));
    }
  },
  /** Detects changes made on purpose, too. */
  SHA256 {
    @Override
    Sum sum() {
      return new DigestSum();
    }
  };

  /** The header or trailer that carries it. */
  String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** Its element in documents, such as {@code ChecksumCRC32C}. */
  String element() {
    return "Checksum" + name();
  }

  /** Begins a checksum. */
  abstract Sum sum();

  String of(byte[] bytes) {
    Sum sum = sum();
    sum.update(bytes, 0, bytes.length);
    return sum.text();
  }

  /** Reads content that can be read again. */
  String of(Content content) throws IOException {
    byte[] array = content.array();
    if (array != null) {
      return of(array);
    }
    Sum sum = sum();
    byte[] buffer = new byte[128 * 1024];
    try (InputStream in = content.open(0)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum.update(buffer, 0, n);
      }
    }
    return sum.text();
  }

  /** A checksum under way. */
  interface Sum {
    void update(byte[] bytes, int offset, int length);

    /** Returns it in base64, as headers have it. */
    String text();
  }

  private interface Value {
    ByteBuffer bytes();
  }

  private record CheckedSum(Checksum checksum, Value value) implements Sum {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      checksum.update(bytes, offset, length);
    }

    @Override
    public String text() {
      return Base64.getEncoder().encodeToString(value.bytes().array());
    }
  }

  private static final class DigestSum implements Sum {
    private final MessageDigest digest;

    private DigestSum() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public String text() {
      return Base64.getEncoder().encodeToString(digest.digest());
    }
  }
}
