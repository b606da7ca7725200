package io.remotestore.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowsNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "con", "CON", "a/nul.txt", "aux .tar.gz", "com1", "LPT9.log", "com\u00b2", "trailing.",
            "trailing ",
        "a./b", "C:", "a:b", "what?", "star*", "pipe|", "quote\"", "less<", "tab\tname"
      })
  void namesThatMeanSomethingElse(String key) {
    assertThat(WindowsNames.areFine(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.b/c d",
        "console",
        "com",
        "com10",
        "nulx",
        ".hidden",
        "\uD83D\uDE48",
        "a..b"
      })
  void namesThatMeanThemselves(String key) {
    assertThat(WindowsNames.areFine(key)).isTrue();
  }
}
