package io.remotestore;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How a store works, whatever its backend: retries, concurrency, clocks, names. Immutable. */
public final class StoreOptions {

  /** Whether unclosed streams, readers and writers are looked for. */
  public enum LeakDetection {
    /** Not at all. */
    OFF,
    /** What is collected unclosed is logged, with the place where it was opened. */
    ON
  }

  private static final StoreOptions DEFAULTS = new Builder().build();

  private final Builder values;

  private StoreOptions(Builder values) {
    this.values = values;
  }

  /** Returns the defaults, as each accessor names them. */
  public static StoreOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    return values.copy();
  }

  /** The store's name in errors and events; by default what its backend calls its root. */
  public @Nullable String name() {
    return values.name;
  }

  /** When to try again; {@link RetryPolicy#standard()} by default. */
  public RetryPolicy retry() {
    return values.retry;
  }

  /** How many requests one call may have under way at once; 4 by default. */
  public int concurrency() {
    return values.concurrency;
  }

  /** The size of an upload's parts in bytes, as far as the backend allows it; 8 MiB by default. */
  public int partSize() {
    return values.partSize;
  }

  /** How far apart two ranges may lie to be fetched together, in bytes; 1 MiB by default. */
  public int mergeGap() {
    return values.mergeGap;
  }

  /**
   * Whether conditional writes and uploads in parts carry a token that tells, after a lost reply,
   * whose write is there; true by default. It takes some of the room that there is for metadata.
   * Without it a lost reply more often ends in {@link OutcomeUnknownException}.
   */
  public boolean writeTokens() {
    return values.writeTokens;
  }

  /**
   * Whether the bytes of a whole read are compared with the CRC that the backend sent; true by
   * default. If they differ, {@link Store#readBytes}, {@link Store#readTo} and copies read again. A
   * stream fails at its last bytes, with a {@link DigestMismatchException} as cause: the caller has
   * the bytes before them. Reads of ranges are not compared.
   */
  public boolean verifiesReads() {
    return values.verifiesReads;
  }

  /**
   * Whether a write, copy or move to {@code a/b} is refused while {@code a} is a file, on backends
   * whose folders are prefixes; false by default. It costs a look at each name above the target
   * before the write. Another process can still create {@code a} between the look and the write. A
   * look that is denied or fails refuses nothing. Backends with real folders always refuse.
   */
  public boolean refusesWritesBelowFiles() {
    return values.refusesWritesBelowFiles;
  }

  /**
   * Whether a write, copy or move to {@code a} is refused while files are below {@code a/}, on
   * backends whose folders are prefixes; false by default. It costs a look at the folder before the
   * write. Another process can still create a file below {@code a/} between the look and the write.
   * A look that is denied or fails refuses nothing. Backends with real folders always refuse.
   */
  public boolean refusesWritesOverFolders() {
    return values.refusesWritesOverFolders;
  }

  /** Whether unclosed streams are looked for; off by default. */
  public LeakDetection leakDetection() {
    return values.leakDetection;
  }

  /** The wall clock. */
  public Clock clock() {
    return values.clock;
  }

  /** The clock that deadlines and waits are measured with, in nanoseconds. */
  public LongSupplier nanoClock() {
    return values.nanoClock;
  }

  /** What waits between attempts. */
  public Sleeper sleeper() {
    return values.sleeper;
  }

  /** Runs the parallel parts of a call; null for threads of the store's own. */
  public @Nullable Executor executor() {
    return values.executor;
  }

  /** Collects the values of {@link StoreOptions}. */
  public static final class Builder {
    private @Nullable String name;
    private RetryPolicy retry = RetryPolicy.standard();
    private int concurrency = 4;
    private int partSize = 8 << 20;
    private int mergeGap = 1 << 20;
    private boolean writeTokens = true;
    private boolean verifiesReads = true;
    private boolean refusesWritesBelowFiles;
    private boolean refusesWritesOverFolders;
    private LeakDetection leakDetection = LeakDetection.OFF;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoClock = System::nanoTime;
    private Sleeper sleeper = Sleeper.system();
    private @Nullable Executor executor;

    private Builder() {}

    private Builder copy() {
      return with(new Builder());
    }

    private Builder with(Builder other) {
      other.name = name;
      other.retry = retry;
      other.concurrency = concurrency;
      other.partSize = partSize;
      other.mergeGap = mergeGap;
      other.writeTokens = writeTokens;
      other.verifiesReads = verifiesReads;
      other.refusesWritesBelowFiles = refusesWritesBelowFiles;
      other.refusesWritesOverFolders = refusesWritesOverFolders;
      other.leakDetection = leakDetection;
      other.clock = clock;
      other.nanoClock = nanoClock;
      other.sleeper = sleeper;
      other.executor = executor;
      return other;
    }

    /** Sets the store's name in errors and events. */
    public Builder name(String value) {
      this.name = value;
      return this;
    }

    /** Sets when to try again. */
    public Builder retry(RetryPolicy value) {
      this.retry = value;
      return this;
    }

    /** Sets how many requests one call may have under way at once, at least 1. */
    public Builder concurrency(int value) {
      requirePositive("concurrency", value);
      this.concurrency = value;
      return this;
    }

    /** Sets the size of an upload's parts in bytes. */
    public Builder partSize(int value) {
      requirePositive("partSize", value);
      this.partSize = value;
      return this;
    }

    /** Sets how far apart two ranges may lie to be fetched together, in bytes. */
    public Builder mergeGap(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("mergeGap is negative: " + value);
      }
      this.mergeGap = value;
      return this;
    }

    /** Puts a token into conditional writes, as is the default. */
    public Builder withWriteTokens() {
      this.writeTokens = true;
      return this;
    }

    /** Leaves the token out of conditional writes. */
    public Builder withoutWriteTokens() {
      this.writeTokens = false;
      return this;
    }

    /** Compares whole reads with the checksum of the backend. The default. */
    public Builder verifyReads() {
      this.verifiesReads = true;
      return this;
    }

    /** Does not compare reads with a checksum. */
    public Builder trustReads() {
      this.verifiesReads = false;
      return this;
    }

    /** Refuses writes below files if the backend would allow them. */
    public Builder refuseWritesBelowFiles() {
      this.refusesWritesBelowFiles = true;
      return this;
    }

    /** Leaves writes below files to the backend. The default. */
    public Builder allowWritesBelowFiles() {
      this.refusesWritesBelowFiles = false;
      return this;
    }

    /** Refuses writes onto the names of folders if the backend would allow them. */
    public Builder refuseWritesOverFolders() {
      this.refusesWritesOverFolders = true;
      return this;
    }

    /** Leaves writes onto the names of folders to the backend. The default. */
    public Builder allowWritesOverFolders() {
      this.refusesWritesOverFolders = false;
      return this;
    }

    /** Sets whether unclosed streams are looked for. */
    public Builder leakDetection(LeakDetection value) {
      this.leakDetection = value;
      return this;
    }

    /** Sets the wall clock. */
    public Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    /** Sets the clock that deadlines are measured with, in nanoseconds. */
    public Builder nanoClock(LongSupplier value) {
      this.nanoClock = value;
      return this;
    }

    /** Sets what waits between attempts. */
    public Builder sleeper(Sleeper value) {
      this.sleeper = value;
      return this;
    }

    /**
     * Sets the executor of the parallel parts of a call. The store does not close it. Do not call
     * the store from its threads: a call that waits for a thread of a full pool of such calls waits
     * forever.
     */
    public Builder executor(Executor value) {
      this.executor = value;
      return this;
    }

    /** Returns the options. */
    public StoreOptions build() {
      return new StoreOptions(copy());
    }

    private static void requirePositive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " is less than 1: " + value);
      }
    }
  }

  @Override
  public String toString() {
    return "StoreOptions[name="
        + values.name
        + ", retry="
        + values.retry
        + ", concurrency="
        + values.concurrency
        + ", partSize="
        + values.partSize
        + "]";
  }
}
