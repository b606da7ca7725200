package io.remotestore.transport;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, reached by plain HTTP: encrypted requests go through a tunnel (CONNECT), others are
 * handed to it whole.
 *
 * @param host its name or address
 * @param port its port
 * @param authorization what the field {@code Proxy-Authorization} is to hold, or null
 * @param exclusions hosts that are reached without it: names, or with a leading dot all names that
 *     end so
 */
public record ProxyOptions(
    String host, int port, @Nullable String authorization, List<String> exclusions) {

  /** Copies the list. */
  public ProxyOptions {
    exclusions = exclusions.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /** Tells whether a host is reached through the proxy. */
  public boolean serves(String target) {
    for (String each : exclusions) {
      boolean suffix = each.startsWith(".");
      boolean same = target.equals(suffix ? each.substring(1) : each);
      if (each.equals("*") || same || (suffix && target.endsWith(each))) {
        return false;
      }
    }
    return true;
  }

  /** Leaves the authorization out. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
