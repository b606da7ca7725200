package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.transport.HttpRequest.Reuse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies of old or odd peers, and their meaning (RFC 9110, RFC 9112). */
final class OddRepliesTest {
  private static final String AGAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain";

  /** {@code /} stands for CRLF, {@code ~} for LF alone, and {@code |} for a tab. */
  private static String wire(String text) {
    return text.replace("/", "\r\n")
        .replace("HTTP\r\n1.", "HTTP/1.")
        .replace('~', '\n')
        .replace('|', '\t');
  }

  private static HttpRequest get(Endpoint to) {
    return new HttpRequest("GET", to, "/a", Headers.create(), null, Reuse.ANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        // 9112 4: status lines
        "HTTP/1.1 200 OK/Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.1 200 /Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.1 200/Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.1 299 Never Heard Of/Content-Length: 2//hi ^ 299 hi",
        "HTTP/1.1 200 \u00c4/Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.1 2000 OK/Content-Length: 2//hi ^ malformed",
        "HTTP/1.1 20 OK/Content-Length: 2//hi ^ malformed",
        "HTTP/2.0 200 OK/Content-Length: 2//hi ^ malformed",
        "ICY 200 OK/Content-Length: 2//hi ^ malformed",
        // 9112 2.2: line ends
        "HTTP/1.1 200 OK~Content-Length: 2~~hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length: 2/~hi ^ 200 hi",
        // 9112 5: case, blanks and folds
        "HTTP/1.1 200 OK/cONTENT-lENGTH:2//hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length:| 2 |//hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length : 2//hi ^ malformed",
        "HTTP/1.1 200 OK/X-Odd: a/ b/|  c/Content-Length: 2//hi ^ 200 hi X-Odd=a b c",
        "HTTP/1.1 200 OK/X-Odd:/ b/Content-Length: 2//hi ^ 200 hi X-Odd=b",
        "HTTP/1.1 200 OK/Content-Length:/ 2//hi ^ 200 hi",
        "HTTP/1.1 200 OK/ X-Odd: a/Content-Length: 2//hi ^ malformed",
        "HTTP/1.1 200 OK/X-Odd:/Content-Length: 2//hi ^ 200 hi X-Odd=",
        "HTTP/1.1 200 OK/no field/Content-Length: 2//hi ^ malformed",
        // 9110 15.2: interim replies
        "HTTP/1.1 100 Continue//HTTP/1.1 103 Early Hints/Link: x//HTTP/1.1 200 OK/Content-Length:"
            + " 2//hi ^ 200 hi",
        "HTTP/1.1 199 Odd//HTTP/1.1 200 OK/Content-Length: 2//hi ^ 200 hi",
        // 9110 8.6, 9112 6.3: lengths
        "HTTP/1.1 200 OK/Content-Length: 2/Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length: 2, 2//hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length: 002//hi ^ 200 hi",
        "HTTP/1.1 200 OK/Content-Length: 2/Content-Length: 3//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length: 2, 3//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length: -2//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length: +2//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length: 0x2//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length: 99999999999999999999//hi ^ malformed",
        "HTTP/1.1 200 OK/Content-Length:/X: y//hi ^ malformed",
        "HTTP/1.1 204 No Content/Content-Length: 2// ^ 204",
        "HTTP/1.1 204 No Content/Transfer-Encoding: chunked// ^ 204",
        // 9112 6, 7: transfer codings
        "HTTP/1.1 200 OK/Transfer-Encoding: CHUNKED//2/hi/0// ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: , chunked,//2/hi/0// ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: identity, chunked//2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: identity/Content-Length: 2//hi ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked, chunked//2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: gzip, chunked//2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked/Content-Length: 2//2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//2;a=b;c=\"d;e\"/hi/0;x// ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//2 ; a/hi/0 // ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//0000000000000000002/hi/00// ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//A/0123456789/a/0123456789/0// ^ 200"
            + " 01234567890123456789",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//2/hi/0/X-Sum: 1/Y: 2// ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked~~2~hi~0~~ ^ 200 hi",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//-2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//0x2/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//ffffffffffffffffff/hi/0// ^ malformed",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//1/hi/0// ^ malformed",
        // 9110 7.6.1, 9112 9.3: whether the connection is kept
        "HTTP/1.0 200 OK/Content-Length: 2//hi ^ 200 hi closed",
        "HTTP/1.0 200 OK/Connection: Keep-Alive/Content-Length: 2//hi ^ 200 hi",
        "HTTP/1.0 200 OK/Connection: keep-alive/Transfer-Encoding: chunked//2/hi/0// ^ 200 hi"
            + " closed",
        "HTTP/1.1 200 OK/Connection: x, , CLOSE/Content-Length: 2//hi ^ 200 hi closed",
        "HTTP/1.9 200 OK/Content-Length: 2//hi ^ 200 hi",
      })
  void eachReplyIsReadOrRefused(String reply, String outcome) throws IOException {
    boolean closed = outcome.endsWith(" closed");
    String read = outcome.replace(" closed", "");
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.head();
                  exchange.say(wire(reply));
                  exchange.head();
                  exchange.say(AGAIN);
                });
        Transport transport = Transport.open(TransportOptions.builder().build())) {
      if (outcome.equals("malformed")) {
        assertThatThrownBy(() -> read(transport, server.endpoint(), null))
            .hasMessageContaining("malformed");
        return;
      }
      int field = read.indexOf(" X-Odd=");
      String name = field < 0 ? null : "X-Odd";
      assertThat(read(transport, server.endpoint(), name)).isEqualTo(read.strip());
      assertThat(transport.openConnections()).as("kept").isEqualTo(closed ? 0 : 1);
      if (!closed) {
        assertThat(read(transport, server.endpoint(), null)).as("in step").isEqualTo("200 again");
      }
    }
  }

  /** A line that continues a field counts as a field does: joining it copies the whole value. */
  @ParameterizedTest
  @CsvSource({"299, 0", "1, 298", "150, 149"})
  void aHeadHasAtMost300Lines(int fields, int folds) throws IOException {
    String most =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
            + "X-Odd: a\r\n".repeat(fields)
            + " b\r\n".repeat(folds);
    assertThat(readOnce(most + "\r\n"))
        .isEqualTo("200  X-Odd=a" + (fields == 1 ? " b".repeat(folds) : ""));
    for (String more : new String[] {"X: y\r\n", " b\r\n"}) {
      assertThatThrownBy(() -> readOnce(most + more + "\r\n"))
          .hasMessage("the reply is malformed: the head of the reply is too long");
    }
  }

  private static String readOnce(String reply) throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.head();
                  exchange.say(reply);
                  exchange.untilClosed();
                });
        Transport transport = Transport.open(TransportOptions.builder().build())) {
      return read(transport, server.endpoint(), "X-Odd");
    }
  }

  private static String read(Transport transport, Endpoint to, @Nullable String name)
      throws IOException {
    try (HttpResponse response = transport.send(get(to), new TestCall())) {
      String body = new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
      String field = name == null ? "" : " " + name + "=" + response.header(name);
      return (response.status() + " " + body + field).strip();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "' 5 ', 5",
    "1.5, 1",
    "0, 0",
    "'Sun, 01 Nov 2026 12:00:07 GMT', 7",
    "'Sunday, 01-Nov-26 12:00:07 GMT', 7",
    "'Sun Nov  1 12:00:07 2026', 7",
    "'Sun, 01 Nov 2020 12:00:07 GMT', 0",
    "-1,",
    "soon,",
    "'',",
  })
  void eachFormOfAWaitIsRead(String text, @Nullable Long seconds) {
    Instant now = Instant.parse("2026-11-01T12:00:00Z");
    assertThat(RetryAfter.parse(text, now))
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }
}
