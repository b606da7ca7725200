package io.remotestore.benchmarks.clients;

/** The process of this library, and of the bare socket. */
public final class Own {
  private Own() {}

  /** Takes the arguments of {@link Worker}. */
  public static void main(String... arguments) throws Exception {
    Worker.run(Own::open, arguments);
  }

  static Client open(String name, Place place) {
    return name.equals("bare") ? new BareClient(place) : new StoreClient(place);
  }
}
