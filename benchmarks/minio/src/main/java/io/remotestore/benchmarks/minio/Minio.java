package io.remotestore.benchmarks.minio;

import io.remotestore.benchmarks.clients.Worker;

/** The process of the client of MinIO. */
public final class Minio {
  private Minio() {}

  /** Takes the arguments of {@link Worker}. */
  public static void main(String... arguments) throws Exception {
    Worker.run((name, place) -> new BlockingClient(place), arguments);
  }
}
