package io.remotestore.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Listings that would never end. */
final class PageTokensTest {
  private final PageTokens tokens = new PageTokens();

  @Test
  void aTokenThatWasFollowedBeforeIsACircle() throws DriverException {
    tokens.follow("a");
    tokens.follow("b");
    tokens.follow("c");
    assertThatThrownBy(() -> tokens.follow("b"))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("go round in a circle");
  }

  @Test
  void newKeysAllowAnyToken() throws DriverException {
    tokens.follow("a");
    tokens.newKey();
    tokens.follow("a");
  }

  @Test
  void emptyPagesAreCounted() throws DriverException {
    for (int i = 0; i < 100_000; i++) {
      tokens.follow("t" + i);
    }
    assertThatThrownBy(() -> tokens.follow("one more"))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("100000 pages in a row without a new key");
  }
}
