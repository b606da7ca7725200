package io.remotestore;

import java.time.Duration;
import java.util.stream.Stream;

/** The unfinished writes of a store: temporaries of killed processes, dangling part uploads. */
public interface Uploads {

  /** Lists them lazily; close the stream. Those of living processes are among them. */
  Stream<Upload> list();

  /** Discards one, whoever may still be at it. One that is gone is fine. */
  void abort(Upload upload);

  /**
   * Discards those older than {@code age} that no living process holds, as far as the backend can
   * tell; where it cannot, age alone decides, so choose one that no write of yours takes.
   *
   * @return how many were discarded
   */
  int sweep(Duration age);
}
