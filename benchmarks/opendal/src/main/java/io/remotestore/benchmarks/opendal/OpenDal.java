package io.remotestore.benchmarks.opendal;

import io.remotestore.benchmarks.clients.Worker;

/** The process of OpenDAL. */
public final class OpenDal {
  private OpenDal() {}

  /** Takes the arguments of {@link Worker}. */
  public static void main(String... arguments) throws Exception {
    Worker.run((name, place) -> new BlockingClient(place), arguments);
  }
}
