package io.remotestore.s3;

import io.remotestore.spi.DriverException;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The XML documents of requests, and of replies other than listings. */
final class S3Documents {
  private static final int MOST = 16 << 20;

  private S3Documents() {}

  /**
   * Reads one element of a document of that name.
   *
   * @throws S3Exception if the reply is an error document in spite of its status: copies and
   *     completed uploads that fail late have such replies
   */
  static String leaf(HttpResponse response, String document, String name) throws IOException {
    String found = leaves(response, document).get(name);
    if (found == null) {
      throw notWhole(document, null);
    }
    return found;
  }

  /**
   * Returns the failure of a reply that breaks off or is no such document: the change may have been
   * made.
   */
  private static DriverException notWhole(String document, @Nullable IOException cause) {
    return S3Errors.unproven(
        "the reply is not a whole " + document + ", and the change may have been made", cause);
  }

  /** Reads the elements of a flat document; throws as {@link #leaf}. */
  static Map<String, String> leaves(HttpResponse response, String... documents) throws IOException {
    byte[] body = response.body().readNBytes(MOST);
    try {
      return leaves(response, body, List.of(documents));
    } catch (S3Exception | DriverException e) {
      throw e;
    } catch (IOException e) {
      throw notWhole(documents[0], e);
    }
  }

  private static Map<String, String> leaves(
      HttpResponse response, byte[] body, List<String> expected) throws IOException {
    XmlScanner xml = new XmlScanner(body);
    Map<String, String> found = new HashMap<>();
    boolean whole = false;
    while (xml.next()) {
      if (xml.isStart()) {
        if (xml.name().equals("Error")) {
          throw late(response, body);
        }
      } else if (expected.contains(xml.name())) {
        whole = true;
      } else {
        found.put(xml.name(), xml.text());
      }
    }
    if (!whole) {
      throw notWhole(expected.get(0), null);
    }
    return found;
  }

  private static S3Exception late(HttpResponse response, byte[] body) {
    return S3Errors.late(response.header("x-amz-request-id"), S3Errors.parse(body));
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

  /** Returns whether XML 1.0 can hold a key, and every parser returns it unchanged. */
  static boolean holds(String key) {
    return key.chars().allMatch(c -> c >= ' ' && c != 0xfffe && c != 0xffff);
  }

  /**
   * Reads the failed deletes and their reasons; other keys are not in the document.
   *
   * @param asked the keys that were to be deleted: the document must name no other
   */
  static Map<String, Failure> readDeletes(HttpResponse response, Set<String> asked)
      throws IOException {
    byte[] body = response.body().readNBytes(MOST);
    try {
      return readDeletes(response, body, asked);
    } catch (S3Exception | DriverException e) {
      throw e;
    } catch (IOException e) {
      throw notWhole("DeleteResult", e);
    }
  }

  private static Map<String, Failure> readDeletes(
      HttpResponse response, byte[] body, Set<String> asked) throws IOException {
    XmlScanner xml = new XmlScanner(body);
    Map<String, Failure> failed = new HashMap<>();
    Map<String, String> element = new HashMap<>();
    boolean result = false;
    boolean whole = false;
    while (xml.next()) {
      if (xml.isStart()) {
        result |= xml.name().equals("DeleteResult");
        if (xml.name().equals("Error")) {
          if (!result) {
            throw late(response, body);
          }
          element.clear();
        }
        continue;
      }
      switch (xml.name()) {
        case "Error" -> addFailed(failed, element, asked);
        case "DeleteResult" -> whole = true;
        default -> element.put(xml.name(), xml.text());
      }
    }
    if (!whole) {
      throw notWhole("DeleteResult", null);
    }
    return failed;
  }

  /** An error without a known key must fail the call: its key would otherwise count as deleted. */
  private static void addFailed(
      Map<String, Failure> failed, Map<String, String> error, Set<String> asked)
      throws IOException {
    String key = error.get("Key");
    String code = error.getOrDefault("Code", "");
    if (key == null || !asked.contains(key)) {
      throw S3Errors.unproven(
          "the reply has an error " + code + " for no key of the request", null);
    }
    failed.put(key, S3Errors.lateFailure(code, error.get("Message")));
  }

  static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Escapes characters for XML 1.0; those that parsers would change are escaped by number. */
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
