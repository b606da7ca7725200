package io.remotestore;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The unfinished writes of a store: temporaries of killed processes, dangling part uploads. */
public interface Uploads {

  /** Lists them lazily; close the stream. Those of living processes are among them. */
  Stream<Upload> list();

  /**
   * Begins an upload whose parts others send, by requests that {@link Store#presign} signs with
   * {@link PresignOptions#part}. It becomes a file by {@link #complete}, and nothing by {@link
   * #abort}; until then it is among the unfinished. What {@code options} says beside the bytes
   * (metadata, headers, tags) is settled here.
   *
   * @throws CapabilityNotSupportedException without {@link Capability#PRESIGN}
   */
  Upload begin(String path, WriteOptions options);

  /**
   * Publishes an upload that {@link #begin} began, whole or not at all. The bytes came from others:
   * no checksum of this process says that they are the right ones.
   *
   * @param parts the parts that were sent, in any order, at least one
   * @param options whether it may replace a file, as in a write; the rest was settled when it began
   * @return what is there now; of unknown size if it could not be looked at any more
   * @throws NotFoundException if there is no such upload, or it lacks a part
   */
  FileInfo complete(Upload upload, List<UploadedPart> parts, WriteOptions options);

  /**
   * Aborts an upload, even if another process is still writing it. Does nothing if it no longer
   * exists.
   */
  void abort(Upload upload);

  /**
   * Discards those older than {@code age} that no living process holds, as far as the backend can
   * tell; where it cannot, age alone decides, so choose one that no write of yours takes.
   *
   * @return how many were discarded
   */
  int sweep(Duration age);
}
