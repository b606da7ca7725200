package io.remotestore.transport;

import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;

/**
 * What a reply proves that does not bear the mark of the service, such as its error document or a
 * field that it always sends. A proxy, a mesh or a load balancer may have sent it, before the
 * service did what it was asked, after that, or instead.
 *
 * <pre>
 * request            reply                   failure
 * GET, HEAD          any                     what its status says: nothing was to be changed
 * any other          407, a redirect         what its status says: the request goes elsewhere
 * any other          any other, 2xx as well  UNAVAILABLE, and the effect is unknown
 * </pre>
 */
public final class UnmarkedReply {
  private UnmarkedReply() {}

  /**
   * Returns what the reply to a request means.
   *
   * @param byStatus what the status means where the service sent it
   * @param missing what the reply lacks, such as {@code "an error document"}
   */
  public static Failure failure(String method, int status, Failure byStatus, String missing) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    boolean elsewhere = status == 407 || status / 100 == 3;
    if (reads || elsewhere) {
      return byStatus;
    }
    return unproven("the server answered " + status + " without " + missing);
  }

  /** Returns the failure of a change whose reply does not say whether it was done. */
  public static Failure unproven(String detail) {
    return Failure.unknown(Kind.UNAVAILABLE).withDetail(detail);
  }
}
