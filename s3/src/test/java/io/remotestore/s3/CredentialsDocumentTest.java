package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that services and programs give credentials in. */
final class CredentialsDocumentTest {
  private static AwsCredentials read(String start, String token, String expiration)
      throws IOException {
    String json =
        start
            + "{\"AccessKeyId\": \"\u00a0k \", \"SecretAccessKey\": \"s\", \"Token\": \""
            + token
            + "\", \"Expiration\": "
            + expiration
            + "}";
    return CredentialsDocument.ofJson("it", json.getBytes(StandardCharsets.UTF_8))
        .credentials("Token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Expiration | time
        "\"2026-11-01T13:00:00Z\"           | 2026-11-01T13:00:00Z",
        "\"2026-11-01T13:00:00.5Z\"         | 2026-11-01T13:00:00.5Z",
        "\"2026-11-01T13:00:00.123456789Z\" | 2026-11-01T13:00:00.123456789Z",
        "\"2026-11-01T13:00Z\"              | 2026-11-01T13:00:00Z",
        "\"2026-11-01t13:00:00z\"           | 2026-11-01T13:00:00Z",
        "\"2026-11-01T13:00:00+00:00\"      | 2026-11-01T13:00:00Z",
        "\"2026-11-01T15:00:00+0200\"       | 2026-11-01T13:00:00Z",
        "\"2026-11-01T12:00:00-01\"         | 2026-11-01T13:00:00Z",
        "\"2026-11-01 13:00:00Z\"           | 2026-11-01T13:00:00Z",
        "\"2026-11-01T13:00:00\"            | 2026-11-01T13:00:00Z",
        "\" 2026-11-01T13:00:00Z \"         | 2026-11-01T13:00:00Z",
        "1793538000                         | 2026-11-01T13:00:00Z",
        "\"1793538000\"                     | 2026-11-01T13:00:00Z",
        "null                               | ",
        "\"\"                               | ",
      })
  void eachFormOfATimeIsRead(String expiration, @Nullable Instant time) throws IOException {
    assertThat(read("", "t", expiration)).isEqualTo(new AwsCredentials("k", "s", "t", time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "\"2026-13-01T13:00:00Z\"", "-1", "\"2026-11-01\""})
  void whatIsNoTimeIsRefused(String expiration) {
    assertThatThrownBy(() -> read("", "t", expiration))
        .hasMessage("it gave an Expiration that is no time");
  }

  @Test
  void aMarkBeforeTheDocumentAndAnEmptyTokenAreNothing() throws IOException {
    assertThat(read("\ufeff", "", "null")).isEqualTo(AwsCredentials.of("k", "s"));
  }
}
