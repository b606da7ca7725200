package io.remotestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and the keys that they name. */
final class RemotePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "..a",
        "a..",
        ".a/b.",
        "a/...",
        "%2e",
        " ",
        "\u00fc",
        "x\uD83D\uDE48/y"
      })
  void normalTextsAreKeysAsTheyStand(String text) {
    assertThat(RemotePath.isNormal(text)).isTrue();
    assertThat(RemotePath.normalize(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "., ''",
    "/, ''",
    "a/, a",
    "/a, a",
    "a//b, a/b",
    "./a, a",
    "a/., a",
    "a/./b, a/b",
    "a\\b, a/b"
  })
  void othersNameOne(String text, String key) {
    assertThat(RemotePath.isNormal(text)).isFalse();
    assertThat(RemotePath.normalize(text)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a/..",
        "../a",
        "a/../b",
        "a\0b",
        "\uD83D",
        "\uDE48",
        "a\uD83D/b",
        "\uD83Da"
      })
  void someNameNone(String text) {
    assertThat(RemotePath.isNormal(text)).isFalse();
    assertThatThrownBy(() -> RemotePath.normalize(text)).isInstanceOf(InvalidPathException.class);
  }
}
