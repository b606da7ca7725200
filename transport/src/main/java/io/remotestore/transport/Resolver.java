package io.remotestore.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of a host. */
@FunctionalInterface
public interface Resolver {

  /** Returns the addresses, at least one. */
  InetAddress[] resolve(String host) throws UnknownHostException;

  /** Uses the system's resolver, whose answers the JDK keeps for a while. */
  static Resolver system() {
    return InetAddress::getAllByName;
  }
}
