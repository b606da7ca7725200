package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of pages that are encoded, and of pages that are not. */
final class ListedKeysTest {
  private static final String FRONT = "<a><EncodingType>url</EncodingType><Key>x</Key></a>";
  private static final String BEHIND = "<a><Key>x</Key><EncodingType>url</EncodingType></a>";
  private static final String PLAIN = "<a><Key>EncodingType&gt;url&lt;/</Key></a>";

  private static ListedKeys keys(String page) {
    return new ListedKeys(page.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {FRONT, BEHIND})
  void whatIsEncodedIsDecoded(String page) throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      String key =
          random
              .ints(1 + random.nextInt(12), 1, 0x2ff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .append(random.nextBoolean() ? "\uD83D\uDE48" : "")
              .toString();
      String text = URLEncoder.encode(key, StandardCharsets.UTF_8);
      assertThat(keys(page).key(text)).isEqualTo(key);
    }
  }

  @Test
  void partsThatAServerDidNotEncodeStay() throws IOException {
    assertThat(keys(FRONT).key("\u00fc/a%2Bb+c%C3%BC")).isEqualTo("\u00fc/a+b c\u00fc");
  }

  @Test
  void whatIsPlainStays() throws IOException {
    assertThat(keys(PLAIN).key("a%20b+c%")).isEqualTo("a%20b+c%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%2x"})
  void whatIsNotEncodedAsItSaysIsAnError(String text) {
    assertThatThrownBy(() -> keys(BEHIND).key(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not encoded as it says");
  }
}
