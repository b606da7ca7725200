package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.PresignOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.cli.Checkup.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What requests are signed for, as a URL shows it that is signed and never used.
 *
 * @param region the region
 * @param style where the bucket's name stands
 * @param took how long it took, finding credentials included
 */
record Signing(String region, String style, Duration took) {
  private static final Pattern SCOPE =
      Pattern.compile("X-Amz-Credential=[^&]*%2F\\d{8}%2F([^%&]+)%2F");

  /** Null where nothing is signed, or signing fails: then requests fail too, and tell. */
  static @Nullable Signing of(Store store) {
    if (!store.supports(Capability.PRESIGN)) {
      return null;
    }
    Timer timer = new Timer();
    try {
      PresignOptions brief = PresignOptions.of(PresignOptions.Method.READ, Duration.ofMinutes(1));
      URI uri = store.presign("any", brief).uri();
      Matcher scope = SCOPE.matcher(uri.getRawQuery());
      String bucket = store.resolve("any").details().get("bucket");
      if (!scope.find() || bucket == null) {
        return null;
      }
      // No host, says URI, of a name with an underscore.
      boolean inHost = uri.getRawAuthority().startsWith(bucket + ".");
      return new Signing(
          scope.group(1), inHost ? "bucket in the host" : "path style", timer.took());
    } catch (RemoteStoreException e) {
      return null;
    }
  }

  String text() {
    return "region " + region + ", " + style;
  }
}
