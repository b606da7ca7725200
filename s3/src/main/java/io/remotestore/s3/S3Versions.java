package io.remotestore.s3;

import io.remotestore.spi.Call;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Listing;
import io.remotestore.spi.PageTokens;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of one key, newest first (ListObjectVersions); delete markers are deletions. */
final class S3Versions implements Listing {
  private static final int MOST = 16 << 20;

  private final S3Client client;
  private final String key;
  private final PageTokens tokens = new PageTokens();
  private @Nullable String keyMarker;
  private @Nullable String idMarker;
  private boolean ended;

  S3Versions(S3Client client, String key) {
    this.client = client;
    this.key = key;
  }

  @Override
  public @Nullable List<Entry> next(Call call) throws IOException {
    if (ended) {
      return null;
    }
    S3Request page =
        new S3Request("GET", "")
            .query("versions", "")
            .query("encoding-type", "url")
            .query("prefix", key);
    if (keyMarker != null) {
      page.query("key-marker", keyMarker);
    }
    if (idMarker != null) {
      page.query("version-id-marker", idMarker);
    }
    try (HttpResponse response = client.send(page, call)) {
      return read(response.body().readNBytes(MOST));
    }
  }

  private List<Entry> read(byte[] body) throws IOException {
    XmlScanner xml = new XmlScanner(body);
    ListedKeys keys = new ListedKeys(body);
    List<Entry> entries = new ArrayList<>();
    String nextKey = null;
    String nextId = null;
    boolean truncated = false;
    boolean whole = false;
    boolean passed = false;
    while (xml.next()) {
      if (xml.isStart()) {
        if (xml.name().equals("Version") || xml.name().equals("DeleteMarker")) {
          passed |= !entry(xml, keys, entries);
        }
        continue;
      }
      switch (xml.name()) {
        case "IsTruncated" -> truncated = xml.text().equals("true");
        case "NextKeyMarker" -> nextKey = keys.key(xml.text());
        case "NextVersionIdMarker" -> nextId = xml.text();
        case "ListVersionsResult" -> whole = true;
        default -> {}
      }
    }
    if (!whole || (truncated && nextKey == null)) {
      throw new IOException("the page of the versions is not whole");
    }
    ended = !truncated || passed;
    if (!ended) {
      tokens.follow(nextKey + "\n" + nextId);
    }
    keyMarker = nextKey;
    idMarker = nextId;
    return entries;
  }

  /** Reads one element; returns false for another key, because ours come first. */
  private boolean entry(XmlScanner xml, ListedKeys keys, List<Entry> entries) throws IOException {
    String element = xml.name();
    String name = "";
    Entry.Builder entry = Entry.file(key);
    while (xml.next() && (xml.isStart() || !xml.name().equals(element))) {
      if (xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "Key" -> name = keys.key(xml.text());
        case "VersionId" -> entry.version(xml.text());
        case "Size" -> entry.size(Long.parseLong(xml.text()));
        case "ETag" -> entry.etag(xml.text());
        case "LastModified" -> entry.modifiedAt(ListedTime.inSeconds(xml.text()));
        default -> {}
      }
    }
    if (!name.equals(key)) {
      return false;
    }
    if (element.equals("DeleteMarker")) {
      entry.deletion();
    }
    entries.add(entry.build());
    return true;
  }

  @Override
  public void close() {
    ended = true;
  }
}
