package io.remotestore.s3;

import io.remotestore.spi.Call;
import io.remotestore.spi.PageTokens;
import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.transport.HttpResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unfinished uploads: begun, and neither completed nor aborted (ListMultipartUploads). */
final class S3Uploads {
  private static final int MOST = 16 << 20;

  private S3Uploads() {}

  static List<UnfinishedWrite> list(S3Client client, String folder, Call call) throws IOException {
    List<UnfinishedWrite> found = new ArrayList<>();
    String below = folder.isEmpty() ? "" : folder + "/";
    String keyMarker = null;
    String idMarker = null;
    PageTokens tokens = new PageTokens();
    do {
      call.check();
      S3Request request =
          new S3Request("GET", "").query("uploads", "").query("encoding-type", "url");
      if (!below.isEmpty() && client.options().isAws()) {
        request.query("prefix", below); // MinIO finds only uploads whose whole key is the prefix
      }
      if (keyMarker != null) {
        request.query("key-marker", keyMarker);
      }
      if (idMarker != null) {
        request.query("upload-id-marker", idMarker);
      }
      Page page;
      try (HttpResponse response = client.send(request, call)) {
        page = read(response.body().readNBytes(MOST), found);
      }
      if (page.keyMarker() != null) {
        tokens.follow(page.keyMarker() + "\n" + page.idMarker());
      }
      keyMarker = page.keyMarker();
      idMarker = page.idMarker();
    } while (keyMarker != null);
    found.removeIf(upload -> !upload.key().startsWith(below));
    return found;
  }

  private record Page(@Nullable String keyMarker, @Nullable String idMarker) {}

  private static Page read(byte[] body, List<UnfinishedWrite> found) throws IOException {
    XmlScanner xml = new XmlScanner(body);
    ListedKeys keys = new ListedKeys(body);
    String key = "";
    String id = "";
    Instant started = null;
    String keyMarker = null;
    String idMarker = null;
    boolean truncated = false;
    boolean whole = false;
    while (xml.next()) {
      if (xml.isStart()) {
        continue;
      }
      switch (xml.name()) {
        case "Key" -> key = keys.key(xml.text());
        case "UploadId" -> id = xml.text();
        case "Initiated" -> started = ListedTime.of(xml.text());
        case "Upload" -> found.add(new UnfinishedWrite(key, id, started));
        case "NextKeyMarker" -> keyMarker = keys.key(xml.text());
        case "NextUploadIdMarker" -> idMarker = xml.text();
        case "IsTruncated" -> truncated = xml.text().equals("true");
        case "ListMultipartUploadsResult" -> whole = true;
        default -> {}
      }
    }
    if (!whole || (truncated && keyMarker == null)) {
      throw new IOException("the list of uploads is not whole");
    }
    return truncated ? new Page(keyMarker, idMarker) : new Page(null, null);
  }
}
