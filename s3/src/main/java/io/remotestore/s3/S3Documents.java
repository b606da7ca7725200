package io.remotestore.s3;

import io.remotestore.spi.Failure;
import io.remotestore.spi.PartReply;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The XML documents of requests, and of replies other than listings. */
final class S3Documents {
  private static final int MOST = 16 << 20;

  private S3Documents() {}

  /**
   * Reads one element of a document of that name.
   *
   * @throws S3Exception if the reply is an error document in spite of its status: copies and
   *     completed uploads answer so when they fail late
   */
  static String leaf(HttpResponse response, String document, String name) throws IOException {
    String found = leaves(response, document).get(name);
    if (found == null) {
      throw new IOException("the reply is not a whole " + document);
    }
    return found;
  }

  /** Reads the elements of a flat document; throws as {@link #leaf}. */
  static Map<String, String> leaves(HttpResponse response, String... documents) throws IOException {
    List<String> expected = List.of(documents);
    byte[] body = response.body().readNBytes(MOST);
    XmlScanner xml = new XmlScanner(body);
    Map<String, String> found = new HashMap<>();
    boolean whole = false;
    while (xml.next()) {
      if (xml.isStart()) {
        if (xml.name().equals("Error")) {
          throw late(response, S3Errors.parse(body));
        }
      } else if (expected.contains(xml.name())) {
        whole = true;
      } else {
        found.put(xml.name(), xml.text());
      }
    }
    if (!whole) {
      throw new IOException("the reply is not a whole " + documents[0]);
    }
    return found;
  }

  /** The status said yes before it was known: the code alone counts. */
  private static S3Exception late(HttpResponse response, S3Errors.Document document) {
    String code = String.valueOf(document.code());
    Failure failure =
        "PreconditionFailed".equals(code)
            ? Failure.rejected(Failure.Kind.PRECONDITION_FAILED)
            : S3Errors.failure(500, code);
    String id = response.header("x-amz-request-id");
    failure = failure.withNativeCode(code);
    return new S3Exception(
        "PreconditionFailed".equals(code) ? 412 : 500,
        code,
        null,
        code,
        id == null ? failure : failure.withRequestId(id));
  }

  static byte[] parts(List<PartReply> parts, @Nullable ChecksumAlgorithm algorithm) {
    StringBuilder out = new StringBuilder("<CompleteMultipartUpload>");
    for (PartReply part : parts) {
      PartTag tag = PartTag.of(part.tag());
      out.append("<Part><PartNumber>").append(part.number()).append("</PartNumber><ETag>");
      out.append(escaped(tag.etag())).append("</ETag>");
      if (algorithm != null && tag.checksum() != null) {
        String name = algorithm.element();
        out.append('<').append(name).append('>').append(escaped(tag.checksum()));
        out.append("</").append(name).append('>');
      }
      out.append("</Part>");
    }
    return bytes(out.append("</CompleteMultipartUpload>"));
  }

  static byte[] deletes(List<String> keys) {
    StringBuilder out = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (String key : keys) {
      out.append("<Object><Key>").append(escaped(key)).append("</Key></Object>");
    }
    return bytes(out.append("</Delete>"));
  }

  /** Reads which deletes failed, and why; the others are not named. */
  static void readDeletes(HttpResponse response, Map<String, Failure> failed) throws IOException {
    XmlScanner xml = new XmlScanner(response.body().readNBytes(MOST));
    boolean whole = false;
    String key = "";
    String code = "";
    while (xml.next()) {
      if (xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "Key" -> key = xml.text();
        case "Code" -> code = xml.text();
        case "Error" -> failed.put(key, S3Errors.failure(500, code).withNativeCode(code));
        case "DeleteResult" -> whole = true;
        default -> {}
      }
    }
    if (!whole) {
      throw new IOException("the reply is not a whole DeleteResult");
    }
  }

  static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Escapes what XML 1.0 cannot hold as it is; by number what parsers would change. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (c < ' ') {
            out.append("&#").append((int) c).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
