package io.remotestore.s3;

import io.remotestore.RemotePath;
import io.remotestore.s3.OptionalRequests.Feature;
import io.remotestore.spi.Call;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.KeyOrder;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PageTokens;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A listing page by page, in key order. For one thread.
 *
 * <p>It asks for ListObjectsV2. A server that only has the first version ignores that, and its
 * reply has a {@code Marker}: its pages follow by the last key instead of a token.
 */
final class S3Listing implements Listing {
  private static final Comparator<Entry> BY_KEY =
      Comparator.comparing(e -> e.isFolder() ? e.key() + "/" : e.key(), KeyOrder.UTF8);

  /** The limit of a page: 1,000 keys of 1,000 bytes, each byte escaped, stay below it. */
  private static final int MOST = 16 << 20;

  private static final int MAX_KEYS = 1000;

  private static final Pattern SIZE = Pattern.compile("\\d{1,18}");

  private final S3Client client;
  private final String prefix;
  private final ListRequest request;
  private final PageTokens tokens = new PageTokens();
  private @Nullable String token;
  private boolean byMarker;
  private @Nullable Entry last;
  private boolean ended;

  S3Listing(S3Client client, ListRequest request) {
    this.client = client;
    this.request = request;
    this.prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
  }

  @Override
  public @Nullable List<Entry> next(Call call) throws IOException {
    if (ended) {
      return null;
    }
    if (token == null) {
      byMarker = client.optional().isRefused(Feature.LIST_V2);
    }
    Page page = fetch(call);
    if (page.isOfFirstVersion() && !byMarker) {
      client.optional().refuse(Feature.LIST_V2);
      byMarker = true;
      page = token == null && request.startAfter() == null ? page : fetch(call);
    }
    follow(page);
    return page.entries();
  }

  /**
   * One page as it came.
   *
   * @param token what the next page is asked for with, or null behind the last
   */
  private record Page(List<Entry> entries, @Nullable String token, boolean isOfFirstVersion) {}

  private Page fetch(Call call) throws IOException {
    S3Request page =
        new S3Request("GET", "")
            .query("encoding-type", "url")
            .query("max-keys", Integer.toString(Math.min(request.pageSize(), MAX_KEYS)));
    if (!prefix.isEmpty()) {
      page.query("prefix", prefix);
    }
    if (request.depth() == ListRequest.Depth.DIRECT) {
      page.query("delimiter", "/");
    }
    if (!byMarker) {
      page.query("list-type", "2");
    }
    if (token != null) {
      page.query(byMarker ? "marker" : "continuation-token", token);
    } else if (request.startAfter() != null) {
      page.query(byMarker ? "marker" : "start-after", request.startAfter());
    }
    try (HttpResponse response = client.send(page, call)) {
      return read(response.body().readNBytes(MOST));
    } catch (S3Exception e) {
      throw e.status() == 404 && e.code() == null ? notOfTheServer(e) : e;
    }
  }

  /** S3 says in a document that a bucket is missing. A page of a proxy is no empty listing. */
  private static DriverException notOfTheServer(S3Exception answer) {
    return new DriverException(
        Failure.rejected(Kind.OTHER)
            .withNativeCode("404")
            .withDetail("the server answered 404 to a listing, without an error document"),
        answer);
  }

  private static Page read(byte[] body) throws IOException {
    XmlScanner xml = new XmlScanner(body);
    ListedKeys keys = new ListedKeys(body);
    List<Entry> entries = new ArrayList<>();
    String next = null;
    String nextMarker = null;
    boolean marker = false;
    boolean second = false;
    boolean truncated = false;
    boolean whole = false;
    while (xml.next()) {
      if (xml.isStart()) {
        switch (xml.name()) {
          case "Contents" -> entries.add(file(xml, keys));
          case "CommonPrefixes" -> entries.add(folder(xml, keys));
          default -> {}
        }
      } else {
        switch (xml.name()) {
          case "IsTruncated" -> truncated = xml.text().strip().equalsIgnoreCase("true");
          case "NextContinuationToken" -> {
            next = xml.text();
            second = true;
          }
          case "KeyCount" -> second = true;
          case "Marker" -> marker = true;
          case "NextMarker" -> nextMarker = keys.key(xml.text());
          case "ListBucketResult" -> whole = true;
          default -> {}
        }
      }
    }
    entries.sort(BY_KEY); // a page has its files first, and then its folders
    Entry end = entries.isEmpty() ? null : entries.get(entries.size() - 1);
    boolean first = marker && !second;
    if (first && nextMarker == null && end != null) {
      nextMarker = end.isFolder() ? end.key() + "/" : end.key();
    }
    next = first ? nextMarker : next;
    if (!whole || (truncated && next == null)) {
      throw new IOException("the page of the listing is not whole");
    }
    return new Page(entries, truncated ? next : null, first);
  }

  private void follow(Page page) throws DriverException {
    List<Entry> entries = page.entries();
    String next = page.token();
    Entry end = entries.isEmpty() ? null : entries.get(entries.size() - 1);
    if (end != null && (last == null || BY_KEY.compare(end, last) > 0)) {
      last = end;
      tokens.newKey();
    }
    if (next != null) {
      tokens.follow(next);
    }
    ended = next == null;
    token = next;
  }

  /** The kernel reports keys that mark a folder or that no path can name. */
  private static Entry file(XmlScanner xml, ListedKeys keys) throws IOException {
    String key = "";
    long size = Entry.UNKNOWN_SIZE;
    String etag = null;
    Instant modified = null;
    while (xml.next() && (xml.isStart() || !xml.name().equals("Contents"))) {
      if (xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "Key" -> key = keys.key(xml.text());
        case "Size" -> size = size(xml.text());
        case "ETag" -> etag = xml.text();
        case "LastModified" -> modified = ListedTime.inSeconds(xml.text());
        default -> {}
      }
    }
    return Entry.file(key).size(size).etag(etag).modifiedAt(modified).build();
  }

  /** A missing size is unknown. A malformed size makes the page an error. */
  private static long size(String text) throws IOException {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return Entry.UNKNOWN_SIZE;
    }
    if (!SIZE.matcher(digits).matches()) {
      throw new DriverException(
          Failure.unknown(Kind.MALFORMED).withDetail("the listing has a malformed size"));
    }
    return Long.parseLong(digits);
  }

  private static Entry folder(XmlScanner xml, ListedKeys keys) throws IOException {
    String name = "";
    while (xml.next() && (xml.isStart() || !xml.name().equals("CommonPrefixes"))) {
      if (!xml.isStart() && xml.name().equals("Prefix")) {
        name = keys.key(xml.text());
      }
    }
    String key = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return RemotePath.isNormal(key) ? Entry.folder(key) : Entry.other(name);
  }

  @Override
  public void close() {
    ended = true;
  }
}
