package io.remotestore.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP reply that a proxy makes itself, as meshes and load balancers do.
 *
 * @param status its status
 * @param fields its fields, beside the length of its body
 * @param body its body, sent as UTF-8
 */
public record CannedReply(int status, Map<String, String> fields, String body) {

  /** Makes a reply. */
  public CannedReply {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(status + " is not the status of a reply");
    }
    fields = Map.copyOf(fields);
  }

  /** Returns a reply without a body. */
  public static CannedReply empty(int status) {
    return new CannedReply(status, Map.of(), "");
  }

  /** Returns a reply with an HTML page. */
  public static CannedReply page(int status) {
    return new CannedReply(
        status,
        Map.of("Content-Type", "text/html"),
        "<html><body><h1>" + status + "</h1></body></html>");
  }

  /** Returns the same reply with one more field. */
  public CannedReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return new CannedReply(status, more, body);
  }

  byte[] bytes(String method) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" planned\r\n");
    fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (status != 204 && status != 304) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("\r\n");
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
    byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[first.length + (bodiless ? 0 : content.length)];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(content, 0, whole, first.length, whole.length - first.length);
    return whole;
  }
}
