package io.remotestore.transport;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, reached by plain HTTP. Encrypted requests use a tunnel (CONNECT); other requests are
 * sent to the proxy whole.
 *
 * @param host its name or address
 * @param port its port
 * @param authorization the value of the field {@code Proxy-Authorization}, or null
 * @param exclusions hosts that are reached without it, in the form of {@code NO_PROXY}: {@code
 *     name}, {@code .name} and {@code *.name} for a host and all below it, addresses, networks such
 *     as {@code 10.0.0.0/8} for addresses, each host with a port or without; {@code *} for all
 */
public record ProxyOptions(
    String host, int port, @Nullable String authorization, List<String> exclusions) {

  /** Copies the list. */
  public ProxyOptions {
    exclusions = exclusions.stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns whether requests to an endpoint go through the proxy. */
  public boolean serves(Endpoint target) {
    for (String each : exclusions) {
      if (NoProxy.covers(each, target)) {
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
