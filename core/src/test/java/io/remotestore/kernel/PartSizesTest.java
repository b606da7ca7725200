package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import org.junit.jupiter.api.Test;

/** How large parts are, by the limits of S3. */
final class PartSizesTest {
  private static final long MIB = 1 << 20;
  private static final long GIB = 1 << 30;
  private static final long TIB = 1L << 40;
  private static final long UNKNOWN = -1;

  private static Features.Builder limits() {
    return Features.builder().partLimits((int) (5 * MIB), 5 * GIB, 10_000);
  }

  private static PartSizes of(long size) throws DriverException {
    return PartSizes.of(limits().build(), 8 * MIB, size);
  }

  private static PartSizes inMemory(long size, long memory) throws DriverException {
    return PartSizes.inMemory(limits().build(), 8 * MIB, size, memory);
  }

  private static long capacity(PartSizes sizes) throws DriverException {
    long sum = 0;
    for (int number = 1; number <= 10_000; number++) {
      sum += sizes.of(number);
    }
    return sum;
  }

  @Test
  void aKnownSizeIsDividedSoThatThePartsSuffice() throws Exception {
    assertThat(of(8 * MIB).of(1)).isEqualTo(8 * MIB);
    assertThat(of(80_000 * MIB).of(10_000)).isEqualTo(8 * MIB);
    assertThat(of(80_000 * MIB + 1).of(1)).isEqualTo(8 * MIB + 1);
    for (long size : new long[] {5 * TIB, 20 * TIB, 48 * TIB, 50_000 * GIB}) {
      assertThat(capacity(of(size))).as("%d bytes", size).isBetween(size, size + 10_000);
    }
  }

  @Test
  void whatFitsIntoNoUploadIsRefused() {
    assertThatThrownBy(() -> of(50_000 * GIB + 1))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(Kind.STORAGE_FULL);
              assertThat(e.failure().detail())
                  .isEqualTo("an upload takes 10000 parts of 5368709120 bytes at the most");
            });
    assertThatThrownBy(() -> of(Long.MAX_VALUE)).isInstanceOf(DriverException.class);
  }

  @Test
  void partsThatWaitInMemoryFitIntoIt() throws Exception {
    assertThat(inMemory(5 * TIB, 600 * MIB).of(1)).isBetween(5 * TIB / 10_000, 600 * MIB);
    assertThatThrownBy(() -> inMemory(5 * TIB, 50 * MIB))
        .isInstanceOfSatisfying(
            DriverException.class,
            e ->
                assertThat(e.failure().detail())
                    .startsWith("an upload takes 10000 parts of 52428800 bytes at the most of")
                    .endsWith("a larger partSize or a larger heap makes room"));
    assertThat(inMemory(10 * MIB, MIB).of(1)).as("what was asked for").isEqualTo(8 * MIB);
  }

  @Test
  void anUnknownSizeBeginsSmallAndGrows() throws Exception {
    PartSizes sizes = inMemory(UNKNOWN, 4 * GIB);
    assertThat(sizes.of(1)).isEqualTo(8 * MIB);
    assertThat(sizes.of(800)).isEqualTo(8 * MIB);
    assertThat(sizes.of(801)).isEqualTo(16 * MIB);
    assertThat(capacity(sizes)).isGreaterThan(5 * TIB);
    assertThatThrownBy(() -> sizes.of(10_001)).isInstanceOf(DriverException.class);
  }

  @Test
  void partsGrowNoLargerThanMemoryAllows() throws Exception {
    assertThat(inMemory(UNKNOWN, 100 * MIB).of(10_000)).isEqualTo(100 * MIB);
    assertThat(inMemory(UNKNOWN, MIB).of(10_000)).isEqualTo(8 * MIB);
  }

  @Test
  void serversThatWantEqualPartsGetThem() throws Exception {
    PartSizes sizes = PartSizes.inMemory(limits().equalParts().build(), 8 * MIB, UNKNOWN, 4 * GIB);
    assertThat(sizes.of(10_000)).isEqualTo(8 * MIB);
  }
}
