package io.remotestore.testkit;

/** What a {@link FaultPlan} decides about: a request, or a connection where only bytes are seen. */
public final class Exchange {
  private final int number;
  private final int connection;
  private final int inConnection;
  private final String method;
  private final String target;

  Exchange(int number, int connection, int inConnection, String method, String target) {
    this.number = number;
    this.connection = connection;
    this.inConnection = inConnection;
    this.method = method;
    this.target = target;
  }

  /** Which one it is of all that the proxy has seen, from 1 on. */
  public int number() {
    return number;
  }

  /** Which connection it is on, from 1 on. */
  public int connection() {
    return connection;
  }

  /** Which one it is on its connection, from 1 on. */
  public int inConnection() {
    return inConnection;
  }

  /** The request's method; empty where only bytes are seen. */
  public String method() {
    return method;
  }

  /** The request's target, its query included; empty where only bytes are seen. */
  public String target() {
    return target;
  }

  /** Whether the method is one that changes something. */
  public boolean isChange() {
    return switch (method) {
      case "", "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return (method + " " + target).strip()
        + " ("
        + number
        + ", "
        + inConnection
        + " of connection "
        + connection
        + ")";
  }
}
