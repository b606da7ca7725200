package io.remotestore.transport;

import io.remotestore.spi.PrintableText;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The target of a redirect (RFC 9110, section 10.2.2). */
public final class Redirect {
  private Redirect() {}

  /**
   * Returns the target of a redirect for display: without its query, which may hold a signature.
   * Returns null if the reply is no redirect.
   */
  public static @Nullable String target(HttpResponse response) {
    String location = response.header("Location");
    if (response.status() / 100 != 3 || location == null) {
      return null;
    }
    try {
      URI to = new URI(location);
      String host = to.getHost() == null ? "" : to.getScheme() + "://" + to.getHost();
      String port = to.getPort() < 0 ? "" : ":" + to.getPort();
      String path = to.getRawPath() == null ? "" : to.getRawPath();
      return PrintableText.of(host + port + path);
    } catch (URISyntaxException e) {
      return "a malformed URL";
    }
  }
}
