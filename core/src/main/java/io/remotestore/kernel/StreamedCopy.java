package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.CapabilitySet;
import io.remotestore.Content;
import io.remotestore.CopyOptions;
import io.remotestore.ErrorDetails;
import io.remotestore.FileInfo;
import io.remotestore.ReadOptions;
import io.remotestore.RemoteStoreException;
import io.remotestore.Revision;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.WriteOptions;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A copy whose bytes pass through this process. The read of the source checks its condition and
 * version. Its first reply describes the file: size, metadata and headers are of the same state as
 * the bytes.
 */
final class StreamedCopy {
  private StreamedCopy() {}

  /** The target's store. */
  interface Target {
    CapabilitySet capabilities();

    /** Begins the details of an error about the copy. */
    ErrorDetails.Builder details(String problem);

    void write(Content content, WriteOptions options);
  }

  /**
   * Copies a file of any store.
   *
   * @param source the store; each read asks for it, since less time is left for each
   */
  static void run(Supplier<Store> source, String path, CopyOptions options, Target target) {
    ReadOptions read = reading(options, options.sourceIfMatch());
    try (StoreInputStream first = source.get().read(path, read)) {
      FileInfo info = first.info();
      ReadOptions again =
          read.ifMatch() != null || info.revision() == null
              ? read
              : read.withIfMatch(info.revision());
      Content content =
          new CopiedContent(
              first.length(),
              first,
              range -> source.get().read(path, again.withRange(range)),
              first instanceof KernelInputStream whole ? whole.stored() : null);
      write(info, options, content, target);
    } catch (IOException e) {
      throw new RemoteStoreException(
          target.details("The source could not be closed: " + e.getMessage()).build(), e);
    }
  }

  /** The options of the reads of a copy, bound to a state of the source. */
  static ReadOptions reading(CopyOptions options, @Nullable Revision bound) {
    ReadOptions read = ReadOptions.none();
    if (bound != null) {
      read = read.withIfMatch(bound);
    }
    return options.sourceVersion() == null ? read : read.withVersion(options.sourceVersion());
  }

  /** Writes a copy with the metadata and headers of its source, as far as they are supported. */
  static void write(FileInfo source, CopyOptions options, Content content, Target target) {
    target.write(content, writing(source, options, target));
  }

  /** Other programs store metadata that this library cannot write: then the copy fails. */
  private static WriteOptions writing(FileInfo source, CopyOptions options, Target target) {
    CapabilitySet supported = target.capabilities();
    WriteOptions write = options.overwrites() ? WriteOptions.overwrite() : WriteOptions.create();
    try {
      if (!source.metadata().isEmpty() && supported.supports(Capability.USER_METADATA)) {
        write = write.withMetadata(source.metadata());
      }
      if (!source.headers().isEmpty() && supported.supports(Capability.CONTENT_HEADERS)) {
        write = write.withHeaders(source.headers());
      }
      return write;
    } catch (IllegalArgumentException e) {
      throw new RemoteStoreException(
          target
              .details(
                  "The source has metadata or headers that a write cannot store: " + e.getMessage())
              .hint("read it and write its bytes without that")
              .build(),
          e);
    }
  }
}
