package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Read-ahead, by the fetches that it makes. */
final class ReadAheadTest {
  private static final int SIZE = 20 << 20;

  private final byte[] file = new byte[SIZE];
  private final List<Integer> fetches = new ArrayList<>();
  private final ReadAhead ahead =
      new ReadAhead(
          SIZE,
          (position, target) -> {
            fetches.add(target.remaining());
            target.put(file, (int) position, target.remaining());
          });

  ReadAheadTest() {
    new Random(5).nextBytes(file);
  }

  private void read(int position, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      assertThat(ahead.read(position + target.position(), target)).isPositive();
    }
    assertThat(target.array()).isEqualTo(Arrays.copyOfRange(file, position, position + length));
  }

  @Test
  void readsThatFollowOneAnotherAreFetchedInEverLargerBlocks() throws IOException {
    for (int at = 0; at < SIZE; at += 4096) {
      read(at, 4096);
    }
    assertThat(fetches).hasSizeLessThan(12);
    assertThat(fetches).contains(64 << 10, 128 << 10, 4 << 20);
    assertThat(fetches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(SIZE);
  }

  @Test
  void scatteredReadsEndUpFetchingWhatTheyAskFor() throws IOException {
    Random random = new Random(9);
    for (int i = 0; i < 50; i++) {
      read(random.nextInt(SIZE - 100_000), 100);
    }
    assertThat(fetches).endsWith(100, 100, 100);
    assertThat(fetches.stream().mapToInt(Integer::intValue).sum()).isLessThan(200_000);
  }

  @Test
  void theEndOfAFileIsFetchedOnce() throws IOException {
    read(SIZE - 8, 8);
    read(SIZE - 8 - 6000, 6000);
    for (int i = 0; i < 300; i++) {
      read(SIZE - 6000 + i, 1);
    }
    assertThat(fetches).containsExactly(64 << 10);
  }

  @Test
  void aLargeReadIsFetchedAsItIs() throws IOException {
    read(1000, 3_000_000);
    assertThat(fetches).containsExactly(3_000_000);
  }
}
