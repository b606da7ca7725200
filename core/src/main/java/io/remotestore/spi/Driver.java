package io.remotestore.spi;

import io.remotestore.PresignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of one backend. Called by the kernel alone.
 *
 * <p><b>Keys</b> are normalised: segments joined by {@code /}, no empty, {@code .} or {@code ..}
 * segment, {@code ""} for the root of the driver. <b>Missing</b> targets are values where the
 * method says so, else any exception that {@link #classify} calls {@link Failure.Kind#NOT_FOUND}.
 * <b>Partial failure</b>: a primitive took effect whole or not at all, except where it says
 * otherwise. <b>Order</b> of listings is what {@link Features#listOrder()} says. <b>Atomicity</b>
 * is what {@link Features} declares and nothing more. <b>Threads</b>: any number at once.
 *
 * <p>A driver throws its native exceptions as they are, or a {@link DriverException} where it knows
 * the meaning. It does not retry, log, check paths, or word errors for users; it may heal once per
 * call what only it can see (a region, a clock, an expired token). Optional primitives stand behind
 * {@link Features#primitives()}; their defaults throw.
 */
public interface Driver extends AutoCloseable {

  /** What this instance is and can do. The same answer each time. */
  Features features();

  /** What its keys are called outside. */
  Address address();

  /** Says what an exception of a primitive means. */
  Failure classify(Throwable cause, Call call);

  /**
   * Looks at one key.
   *
   * @return null where nothing is there. Flat stores see files only
   */
  @Nullable Entry stat(StatRequest request, Call call) throws Exception;

  /**
   * Opens the bytes of a file, or a range of them. The entry must describe the very state that the
   * bytes are of. Where a server ignores the range, or sends more, the reply is what it sent: the
   * kernel takes the range out of it.
   */
  GetReply get(GetRequest request, Call call) throws Exception;

  /** Makes sure that the container of all keys answers and may be read; one cheap request. */
  void probe(Call call) throws Exception;

  /** Returns the native client of that type, or null where there is none. */
  default <T> @Nullable T unwrap(Class<T> type) {
    return null;
  }

  @Override
  void close() throws IOException;

  // ---------------------------------------------------------------- optional: reading

  /** {@link Primitive#OPEN_READ}: opens one state of a file for positional reads. */
  default ReadHandle openRead(GetRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("openRead");
  }

  // ---------------------------------------------------------------- optional: writing

  /**
   * {@link Primitive#PUT}: writes a file in one request; missing parents come into being. With a
   * condition other than none, check and write are one step.
   */
  default Entry put(PutRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("put");
  }

  /**
   * {@link Primitive#OPEN_WRITE}: opens a temporary that becomes the file by {@link
   * WriteHandle#publish}; missing parents come into being.
   */
  default WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("openWrite");
  }

  /** {@link Primitive#MULTIPART}: begins an upload in parts and returns its id. */
  default String beginParts(PutRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("beginParts");
  }

  /**
   * {@link Primitive#MULTIPART} with {@link Primitive#PRESIGN}: begins an upload whose parts others
   * send, who say no more of a part than its bytes; returns its id. A part's tag is its ETag then.
   */
  default String beginPresignedParts(PutRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("beginPresignedParts");
  }

  /** {@link Primitive#MULTIPART}: sends a part; sending one number again replaces it. */
  default PartReply putPart(PartRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("putPart");
  }

  /** {@link Primitive#MULTIPART}: publishes the parts under the condition of the put request. */
  default Entry completeParts(CompleteRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("completeParts");
  }

  /** {@link Primitive#MULTIPART}: discards an upload; one that is gone is fine. */
  default void abortParts(String key, String uploadId, Call call) throws Exception {
    throw new UnsupportedOperationException("abortParts");
  }

  /**
   * Says whose write stands at a key after the reply was lost, where {@link Features#identity()} is
   * {@link Features.WriteIdentity#DRIVER}.
   */
  default Ownership ownership(PutRequest request, Call call) throws Exception {
    return Ownership.UNKNOWN;
  }

  /**
   * Returns whether a token fits beside the metadata of a file, where {@link Features#identity()}
   * is {@link Features.WriteIdentity#TOKEN}. No I/O. The kernel leaves the token out of a copy
   * whose metadata leave no room for it, because the caller cannot shorten them.
   */
  default boolean hasRoomForToken(Map<String, String> metadata, String token) {
    return true;
  }

  // ---------------------------------------------------------------- optional: listing

  /** {@link Primitive#LIST}: begins a listing; the kernel closes it. A missing folder is empty. */
  default Listing list(ListRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("list");
  }

  /** {@link Primitive#VERSIONS}: lists the versions of one key, newest first. */
  default Listing listVersions(String key, Call call) throws Exception {
    throw new UnsupportedOperationException("listVersions");
  }

  // ---------------------------------------------------------------- optional: changing

  /** {@link Primitive#DELETE}: deletes a file; a folder is {@link Failure.Kind#IS_FOLDER}. */
  default DeleteReply delete(DeleteRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("delete");
  }

  /**
   * {@link Primitive#DELETE_MANY}: deletes up to {@link Features#deleteBatch()} files; some may
   * fail.
   *
   * @return a result for each key, in their order
   */
  default List<DeleteManyResult> deleteMany(List<String> keys, Call call) throws Exception {
    throw new UnsupportedOperationException("deleteMany");
  }

  /** {@link Primitive#RENAME}: moves a file in one step; missing parents come into being. */
  default void rename(RenameRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("rename");
  }

  /**
   * {@link Primitive#COPY}: returns whether {@link #copy} and {@link #copyPart} take files of
   * another driver, such as another bucket of the account or another opening of the same folder. No
   * I/O. A driver recognises its kind by {@link #unwrap}, which sees through decorators.
   */
  default boolean canCopyFrom(Driver source) {
    return false;
  }

  /** {@link Primitive#COPY}: copies a file without moving its bytes through the caller. */
  default void copy(CopyRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("copy");
  }

  /**
   * {@link Primitive#COPY_PARTS}: begins an upload whose parts are copies, and returns its id. It
   * keeps of the source what {@code put} does not say. Completed and aborted like any other.
   */
  default String beginCopy(CopyRequest request, PutRequest put, Call call) throws Exception {
    throw new UnsupportedOperationException("beginCopy");
  }

  /**
   * {@link Primitive#COPY_PARTS}: copies a range of the source into a part; the source must be in
   * the state that the copy names.
   */
  default PartReply copyPart(CopyPartRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("copyPart");
  }

  /** {@link Primitive#FOLDERS}: creates a folder and those above it; one that exists is fine. */
  default void createFolder(String key, Call call) throws Exception {
    throw new UnsupportedOperationException("createFolder");
  }

  /**
   * {@link Primitive#FOLDERS}: removes an empty folder; one that holds something is {@link
   * Failure.Kind#NOT_EMPTY}, a file {@link Failure.Kind#NOT_A_FOLDER}.
   */
  default DeleteReply removeFolder(String key, Call call) throws Exception {
    throw new UnsupportedOperationException("removeFolder");
  }

  // ---------------------------------------------------------------- optional: around

  /** {@link Primitive#PRESIGN}: signs a request, without I/O where that is possible. */
  default PresignedRequest presign(PresignRequest request, Call call) throws Exception {
    throw new UnsupportedOperationException("presign");
  }

  /** {@link Primitive#UPLOADS}: lists unfinished writes below a folder. */
  default Stream<UnfinishedWrite> unfinishedWrites(String folder, Call call) throws Exception {
    throw new UnsupportedOperationException("unfinishedWrites");
  }

  /**
   * {@link Primitive#UPLOADS}: discards an unfinished write.
   *
   * @return false where a living process holds it and {@code claim} respects that
   */
  default boolean discard(UnfinishedWrite write, UnfinishedWrite.Claim claim, Call call)
      throws Exception {
    throw new UnsupportedOperationException("discard");
  }
}
