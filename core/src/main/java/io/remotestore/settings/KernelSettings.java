package io.remotestore.settings;

import io.remotestore.StoreOptions;
import io.remotestore.StoreOptions.LeakDetection;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;

/** The options that every backend takes, because the kernel works with them. */
public final class KernelSettings {
  private static final Option<Integer> CONCURRENCY =
      Option.integer("concurrency", "How many requests one call may have under way at once")
          .where(value -> value >= 1, "at least 1")
          .javaOnly();

  private static final Option<Long> PART_SIZE =
      Option.byteSize("part_size", "The size of an upload's parts")
          .where(value -> value >= 1 && value <= Integer.MAX_VALUE, "from 1 byte to 2 GiB - 1")
          .javaOnly();

  private static final Option<Long> MERGE_GAP =
      Option.byteSize("merge_gap", "How far apart two ranges may lie to be fetched together")
          .where(value -> value <= Integer.MAX_VALUE, "at most 2 GiB - 1")
          .javaOnly();

  private static final Option<Boolean> WRITE_TOKENS =
      Option.bool("write_tokens", "Whether conditional writes and uploads in parts carry a token")
          .javaOnly();

  private static final Option<Boolean> VERIFY_READS =
      Option.bool("verify_reads", "Whether whole reads are compared with the backend's checksum")
          .javaOnly();

  private static final Option<Boolean> REJECT_WRITE_UNDER_FILE_ANCESTOR =
      Option.bool(
          "reject_write_under_file_ancestor",
          "Whether a write to a/b is refused while a is a file; costs a look at each name above");

  private static final Option<Boolean> REJECT_WRITE_OVER_FOLDER =
      Option.bool(
              "reject_write_over_folder",
              "Whether a write to a is refused while files are below a/; costs a look at the"
                  + " folder")
          .javaOnly();

  private static final Option<LeakDetection> LEAK_DETECTION =
      Option.choice("leak_detection", LeakDetection.class, "Whether unclosed streams are logged")
          .javaOnly();

  /** What there is to set. */
  public static final OptionSchema SCHEMA =
      OptionSchema.of(
          CONCURRENCY,
          PART_SIZE,
          MERGE_GAP,
          WRITE_TOKENS,
          VERIFY_READS,
          REJECT_WRITE_UNDER_FILE_ANCESTOR,
          REJECT_WRITE_OVER_FOLDER,
          LEAK_DETECTION);

  private KernelSettings() {}

  /** Returns {@code base} with the values that were given. */
  public static StoreOptions apply(OptionValues values, StoreOptions base) {
    StoreOptions.Builder out = base.toBuilder();
    Integer concurrency = values.find(CONCURRENCY);
    if (concurrency != null) {
      out.concurrency(concurrency);
    }
    Long partSize = values.find(PART_SIZE);
    if (partSize != null) {
      out.partSize(Math.toIntExact(partSize));
    }
    Long mergeGap = values.find(MERGE_GAP);
    if (mergeGap != null) {
      out.mergeGap(Math.toIntExact(mergeGap));
    }
    Boolean writeTokens = values.find(WRITE_TOKENS);
    if (writeTokens != null) {
      setWriteTokens(out, writeTokens);
    }
    Boolean verifying = values.find(VERIFY_READS);
    if (verifying != null) {
      setVerifyReads(out, verifying);
    }
    Boolean rejecting = values.find(REJECT_WRITE_UNDER_FILE_ANCESTOR);
    if (rejecting != null) {
      setWritesBelowFiles(out, rejecting);
    }
    Boolean rejectingFolders = values.find(REJECT_WRITE_OVER_FOLDER);
    if (rejectingFolders != null) {
      setWritesOverFolders(out, rejectingFolders);
    }
    LeakDetection leakDetection = values.find(LEAK_DETECTION);
    if (leakDetection != null) {
      out.leakDetection(leakDetection);
    }
    return out.build();
  }

  private static void setWritesOverFolders(StoreOptions.Builder out, boolean refused) {
    if (refused) {
      out.refuseWritesOverFolders();
    } else {
      out.allowWritesOverFolders();
    }
  }

  private static void setWritesBelowFiles(StoreOptions.Builder out, boolean refused) {
    if (refused) {
      out.refuseWritesBelowFiles();
    } else {
      out.allowWritesBelowFiles();
    }
  }

  private static void setVerifyReads(StoreOptions.Builder out, boolean on) {
    if (on) {
      out.verifyReads();
    } else {
      out.trustReads();
    }
  }

  private static void setWriteTokens(StoreOptions.Builder out, boolean on) {
    if (on) {
      out.withWriteTokens();
    } else {
      out.withoutWriteTokens();
    }
  }
}
