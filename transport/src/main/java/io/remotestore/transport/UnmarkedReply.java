package io.remotestore.transport;

import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;

/**
 * The meaning of a reply without the mark of the service, such as its error document or a field
 * that it always sends. A proxy, a mesh or a load balancer may have sent it: before the service
 * handled the request, after that, or instead.
 *
 * <pre>
 * request            reply                   failure
 * GET, HEAD          any                     the meaning of its status: it changes nothing
 * any other          407, a redirect         the meaning of its status: the request goes elsewhere
 * any other          any other, 2xx as well  UNAVAILABLE, and the effect is unknown
 * </pre>
 */
public final class UnmarkedReply {
  private UnmarkedReply() {}

  /**
   * Returns the meaning of a reply.
   *
   * @param byStatus the meaning of the status if the service sent it
   * @param missing the missing mark, such as {@code "an error document"}
   */
  public static Failure failure(String method, int status, Failure byStatus, String missing) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    boolean elsewhere = status == 407 || status / 100 == 3;
    if (reads || elsewhere) {
      return byStatus;
    }
    return unproven("the server answered " + status + " without " + missing);
  }

  /** Returns the failure of a change whose reply does not prove an outcome. */
  public static Failure unproven(String detail) {
    return Failure.unknown(Kind.UNAVAILABLE).withDetail(detail);
  }
}
