package io.remotestore.http;

import io.remotestore.http.WebServer.Answer;
import io.remotestore.http.WebServer.Asked;
import io.remotestore.http.WebServer.Site;
import io.remotestore.transport.HttpDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves files as RFC 9110 has it: ranges, tags, dates, conditions. */
final class StaticFiles implements Site {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /** A file. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record WebFile(byte[] bytes, String etag, Instant modifiedAt, Map<String, String> headers) {}

  private final Function<String, @Nullable WebFile> files;

  /** Serves what {@code files} knows by its key. */
  StaticFiles(Function<String, @Nullable WebFile> files) {
    this.files = files;
  }

  @Override
  public Answer answer(Asked asked) {
    String key = PercentText.decoded(asked.path().substring(1));
    WebFile file = key == null ? null : files.apply(key);
    if (file == null) {
      return Answer.of(404).body("<html>no such page</html>".getBytes(StandardCharsets.UTF_8));
    }
    int refusal = refusal(asked, file);
    Answer answer = refusal == 0 ? content(asked, file) : Answer.of(refusal);
    file.headers().forEach(answer::header);
    return answer
        .header("ETag", file.etag())
        .header("Last-Modified", HttpDate.format(file.modifiedAt()));
  }

  private static int refusal(Asked asked, WebFile file) {
    String match = asked.header("if-match");
    Instant unmodified = HttpDate.parse(asked.header("if-unmodified-since"), file.modifiedAt());
    long modified = file.modifiedAt().getEpochSecond();
    if (match != null ? !match.equals(file.etag()) : isBefore(unmodified, modified)) {
      return 412;
    }
    String noneMatch = asked.header("if-none-match");
    Instant since = HttpDate.parse(asked.header("if-modified-since"), file.modifiedAt());
    boolean same =
        noneMatch != null
            ? noneMatch.equals(file.etag())
            : since != null && !isBefore(since, modified);
    return same ? 304 : 0;
  }

  private static boolean isBefore(@Nullable Instant time, long modified) {
    return time != null && time.getEpochSecond() < modified;
  }

  private static Answer content(Asked asked, WebFile file) {
    String field = asked.header("range");
    Matcher range = RANGE.matcher(field == null ? "" : field);
    if (!asked.method().equals("GET") || !range.matches()) {
      return Answer.of(200).body(file.bytes());
    }
    long size = file.bytes().length;
    boolean suffix = range.group(1).isEmpty();
    long first = suffix ? Math.max(0, size - number(range.group(2), 0)) : number(range.group(1), 0);
    long last = suffix ? size - 1 : Math.min(size - 1, number(range.group(2), size - 1));
    if (first > last) {
      return Answer.of(416).header("Content-Range", "bytes */" + size);
    }
    return Answer.of(206)
        .header("Content-Range", "bytes " + first + "-" + last + "/" + size)
        .body(Arrays.copyOfRange(file.bytes(), (int) first, (int) last + 1));
  }

  private static long number(String text, long otherwise) {
    return text.isEmpty() ? otherwise : Long.parseLong(text);
  }
}
