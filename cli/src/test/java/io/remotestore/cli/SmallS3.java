package io.remotestore.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** A bucket of S3 that can be listed and read, in this JVM. It takes any signature. */
final class SmallS3 implements AutoCloseable {
  private static final String TIME = "2026-01-01T00:00:00.000Z";
  private static final String HTTP_TIME = "Thu, 01 Jan 2026 00:00:00 GMT";

  private final HttpServer server;
  private final TreeMap<String, String> objects;

  private SmallS3(HttpServer server, Map<String, String> objects) {
    this.server = server;
    this.objects = new TreeMap<>(objects);
  }

  static SmallS3 of(Map<String, String> objects) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    SmallS3 small = new SmallS3(server, objects);
    server.createContext("/bucket", small::answer);
    server.start();
    return small;
  }

  /** The checksum of a text in hexadecimal. */
  static String crc32(String text) {
    return HexFormat.of().formatHex(crc(text));
  }

  private static byte[] crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(bytes(text));
    return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String raw = exchange.getRequestURI().getRawPath().substring("/bucket".length());
      String key = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (key.isEmpty() || key.equals("/")) {
        send(exchange, 200, list(query(exchange)));
        return;
      }
      String content = objects.get(key.substring(1));
      if (content == null) {
        send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
        return;
      }
      exchange.getResponseHeaders().set("ETag", "\"" + content.hashCode() + "\"");
      exchange.getResponseHeaders().set("Last-Modified", HTTP_TIME);
      exchange.getResponseHeaders().set("x-amz-checksum-crc32", base64(crc(content)));
      exchange.getResponseHeaders().set("x-amz-checksum-type", "FULL_OBJECT");
      send(exchange, 200, content);
    }
  }

  private String list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    List<String> files = new ArrayList<>();
    TreeSet<String> folders = new TreeSet<>();
    for (String key : objects.tailMap(prefix, true).keySet()) {
      if (!key.startsWith(prefix)) {
        continue;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (end >= 0) {
        folders.add(key.substring(0, end + 1));
      } else {
        files.add(key);
      }
    }
    StringBuilder out = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    out.append("<EncodingType>url</EncodingType>");
    for (String key : files) {
      out.append("<Contents><Key>").append(encoded(key)).append("</Key><LastModified>");
      out.append(TIME).append("</LastModified><ETag>&quot;").append(content(key).hashCode());
      out.append("&quot;</ETag><Size>").append(bytes(content(key)).length);
      out.append("</Size></Contents>");
    }
    for (String folder : folders) {
      out.append("<CommonPrefixes><Prefix>").append(encoded(folder));
      out.append("</Prefix></CommonPrefixes>");
    }
    return out.append("</ListBucketResult>").toString();
  }

  private String content(String key) {
    return objects.getOrDefault(key, "");
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> out = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      String[] sides = pair.split("=", 2);
      String value = sides.length < 2 ? "" : sides[1];
      out.put(sides[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return out;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = bytes(text);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("x-amz-request-id", "1");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
