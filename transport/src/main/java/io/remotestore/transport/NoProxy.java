package io.remotestore.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts that are reached without a proxy, as listed in {@code NO_PROXY}. */
final class NoProxy {
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

  private NoProxy() {}

  /**
   * Returns whether an entry matches an endpoint. {@code *} matches all. {@code name}, {@code
   * .name} and {@code *.name} match that host and all below it. {@code 10.0.0.0/8} matches
   * addresses. A port may follow a host.
   *
   * @param entry in lower case
   */
  static boolean covers(String entry, Endpoint target) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return isWithin(entry.substring(0, slash), entry.substring(slash + 1), target.host());
    }
    int colon = portColon(entry);
    if (colon >= 0 && !entry.substring(colon + 1).equals(Integer.toString(target.port()))) {
      return false;
    }
    return coversHost(
        withoutBrackets(colon < 0 ? entry : entry.substring(0, colon)), target.host());
  }

  /**
   * The index of the colon before a port; -1 if there is none, though an IPv6 address has others.
   */
  private static int portColon(String entry) {
    int colon = entry.lastIndexOf(':');
    boolean alone = colon == entry.indexOf(':') || entry.lastIndexOf(']', colon) == colon - 1;
    return alone ? colon : -1;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean coversHost(String entry, String host) {
    byte[] address = address(host);
    if (address != null) {
      byte[] other = address(entry);
      return other != null && startsAlike(address, other, 8 * address.length);
    }
    String wild = entry.startsWith("*") ? entry.substring(1) : entry;
    String name = wild.startsWith(".") ? wild.substring(1) : wild;
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  private static boolean isWithin(String network, String bits, String host) {
    byte[] address = address(host);
    byte[] other = address(withoutBrackets(network));
    return address != null
        && other != null
        && bits.matches("\\d{1,3}")
        && startsAlike(address, other, Integer.parseInt(bits));
  }

  private static boolean startsAlike(byte[] one, byte[] other, int bits) {
    if (one.length != other.length || bits > 8 * one.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (((one[i / 8] ^ other[i / 8]) & (0x80 >> (i % 8))) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The address in a text; null for a name, which is not looked up. */
  private static byte @Nullable [] address(String text) {
    if (IPV6.matcher(text).matches()) {
      try {
        return InetAddress.getByName(text).getAddress();
      } catch (UnknownHostException e) {
        return null;
      }
    }
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[4];
    for (int i = 0; i < parts.length; i++) {
      if (parts.length != 4 || !parts[i].matches("\\d{1,3}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }
}
