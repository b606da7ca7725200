package io.remotestore.spi;

import io.remotestore.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What one opened driver is and can do. The kernel works out the store's capabilities from it. */
public final class Features {

  /** What folders are. */
  public enum FolderModel {
    /** There are none: keys cannot be listed. */
    NONE,
    /** A folder is a prefix that keys share; a key and a prefix of one name can coexist. */
    IMPLIED,
    /** Folders exist by themselves; a name is either a file or a folder. */
    REAL
  }

  /** In which order a listing comes. */
  public enum ListOrder {
    /** That of the keys' UTF-8 bytes, folders compared with a trailing slash. */
    KEY,
    /** None. */
    NONE
  }

  /** How much an entry's revision says about its bytes. */
  public enum Validator {
    /** Equal revisions mean equal bytes: a broken read can be taken up again. */
    STRONG,
    /** Equal revisions do not prove equal bytes. */
    WEAK,
    /** There is no revision. */
    NONE
  }

  /** How a write can be told from another's after its reply was lost. */
  public enum WriteIdentity {
    /** By a token stored with the file. */
    TOKEN,
    /** By {@link Driver#ownership}. */
    DRIVER,
    /** Not at all. */
    NONE
  }

  /** What conditions the driver decides in one step with the change. */
  public enum Condition {
    /** A write to an absent target. */
    WRITE_ABSENT,
    /** A write over a known state. */
    WRITE_MATCH,
    /** A delete of a known state. */
    DELETE_MATCH,
    /** A rename to an absent target. */
    RENAME_ABSENT,
    /** A copy to an absent target. */
    COPY_ABSENT,
    /** A copy of a known state of the source. */
    COPY_SOURCE_MATCH
  }

  /** What a driver stores beside the bytes. */
  public enum Attribute {
    /** The user's metadata. */
    METADATA,
    /** Content headers. */
    HEADERS,
    /** Tags. */
    TAGS
  }

  private final Builder values;

  private Features(Builder values) {
    this.values = values;
  }

  /** Returns a builder that starts with a driver that can only be read. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these features. */
  public Builder toBuilder() {
    return values.copy();
  }

  /** The optional primitives. */
  public Set<Primitive> primitives() {
    return values.primitives;
  }

  /** Tells whether an optional primitive is there. */
  public boolean has(Primitive primitive) {
    return values.primitives.contains(primitive);
  }

  /** Tells whether a condition is decided in one step. */
  public boolean has(Condition condition) {
    return values.conditions.contains(condition);
  }

  /** Tells whether an attribute is stored. */
  public boolean has(Attribute attribute) {
    return values.attributes.contains(attribute);
  }

  /** What folders are; {@link FolderModel#IMPLIED} by default. */
  public FolderModel folders() {
    return values.folders;
  }

  /** Why capabilities are missing, as far as the driver knows better than the kernel. */
  public Map<Capability, String> reasons() {
    return values.reasons;
  }

  /** Tells whether folders exist by themselves. */
  public boolean realFolders() {
    return values.folders == FolderModel.REAL;
  }

  /** In which order listings come. */
  public ListOrder listOrder() {
    return values.listOrder;
  }

  /** Whether a listing can begin behind a key; only with order. */
  public boolean listFromKey() {
    return values.listFromKey;
  }

  /** Whether one listing can cover all levels. */
  public boolean recursiveList() {
    return values.recursiveList;
  }

  /** Whether {@link Driver#get} takes ranges. */
  public boolean rangeRead() {
    return values.rangeRead;
  }

  /** Whether {@link Driver#get} decides conditions itself. */
  public boolean conditionalGet() {
    return values.conditionalGet;
  }

  /** Whether reads fetch what is read of them. */
  public boolean lazyRead() {
    return values.lazyRead;
  }

  /** Whether a write is visible whole or not at all. */
  public boolean atomicWrite() {
    return values.atomicWrite;
  }

  /** Whether replies to writes say more than that they succeeded. */
  public boolean nativeWriteResult() {
    return values.nativeWriteResult;
  }

  /** Whether {@link Driver#delete} can say that nothing was there. */
  public boolean deleteReportsMissing() {
    return values.deleteReportsMissing;
  }

  /** Whether the driver's waits end when their thread is interrupted. */
  public boolean interruptible() {
    return values.interruptible;
  }

  /** How much a revision says. */
  public Validator validator() {
    return values.validator;
  }

  /** How a write can be told from another's. */
  public WriteIdentity identity() {
    return values.identity;
  }

  /** The longest key in UTF-8 bytes. */
  public int maxKeyBytes() {
    return values.maxKeyBytes;
  }

  /** The longest segment in UTF-8 bytes. */
  public int maxSegmentBytes() {
    return values.maxSegmentBytes;
  }

  /**
   * Whether each primitive is a round trip over a network, so that several at once and pages ahead
   * of their reader save time.
   */
  public boolean remote() {
    return values.remote;
  }

  /** The largest file of one {@link Driver#put} in bytes. */
  public long maxPut() {
    return values.maxPut;
  }

  /** The largest file of one {@link Driver#copy} in bytes. */
  public long maxCopy() {
    return values.maxCopy;
  }

  /** The smallest part but the last of an upload in bytes. */
  public int minPart() {
    return values.minPart;
  }

  /** The largest part of an upload in bytes. */
  public long maxPart() {
    return values.maxPart;
  }

  /** The most parts of an upload. */
  public int maxParts() {
    return values.maxParts;
  }

  /** Whether all parts but the last must be of one size. */
  public boolean equalParts() {
    return values.equalParts;
  }

  /** The most keys of one {@link Driver#deleteMany}. */
  public int deleteBatch() {
    return values.deleteBatch;
  }

  @Override
  public String toString() {
    return "Features" + values.primitives;
  }

  /** Collects the values of {@link Features}. */
  public static final class Builder {
    private Set<Primitive> primitives = Set.of();
    private Set<Condition> conditions = Set.of();
    private Set<Attribute> attributes = Set.of();
    private Map<Capability, String> reasons = Map.of();
    private FolderModel folders = FolderModel.IMPLIED;
    private ListOrder listOrder = ListOrder.NONE;
    private boolean listFromKey;
    private boolean recursiveList;
    private boolean rangeRead;
    private boolean conditionalGet;
    private boolean lazyRead;
    private boolean atomicWrite;
    private boolean nativeWriteResult;
    private boolean deleteReportsMissing;
    private boolean interruptible;
    private boolean remote;
    private Validator validator = Validator.NONE;
    private WriteIdentity identity = WriteIdentity.NONE;
    private int maxKeyBytes = Integer.MAX_VALUE;
    private int maxSegmentBytes = Integer.MAX_VALUE;
    private long maxPut = Long.MAX_VALUE;
    private long maxCopy = Long.MAX_VALUE;
    private int minPart = 1;
    private long maxPart = Integer.MAX_VALUE;
    private int maxParts = Integer.MAX_VALUE;
    private boolean equalParts;
    private int deleteBatch = 1;

    private Builder() {}

    private Builder copy() {
      Builder copy = new Builder();
      copy.primitives = primitives;
      copy.conditions = conditions;
      copy.attributes = attributes;
      copy.reasons = reasons;
      copy.folders = folders;
      copy.listOrder = listOrder;
      copy.listFromKey = listFromKey;
      copy.recursiveList = recursiveList;
      copy.rangeRead = rangeRead;
      copy.conditionalGet = conditionalGet;
      copy.lazyRead = lazyRead;
      copy.atomicWrite = atomicWrite;
      copy.nativeWriteResult = nativeWriteResult;
      copy.deleteReportsMissing = deleteReportsMissing;
      copy.interruptible = interruptible;
      copy.remote = remote;
      copy.validator = validator;
      copy.identity = identity;
      copy.maxKeyBytes = maxKeyBytes;
      copy.maxSegmentBytes = maxSegmentBytes;
      copy.maxPut = maxPut;
      copy.maxCopy = maxCopy;
      copy.minPart = minPart;
      copy.maxPart = maxPart;
      copy.maxParts = maxParts;
      copy.equalParts = equalParts;
      copy.deleteBatch = deleteBatch;
      return copy;
    }

    /** Sets the optional primitives. */
    public Builder primitives(Set<Primitive> value) {
      EnumSet<Primitive> set = EnumSet.noneOf(Primitive.class);
      set.addAll(value);
      this.primitives = Collections.unmodifiableSet(set);
      return this;
    }

    /** Sets the conditions that are decided in one step. */
    public Builder conditions(Set<Condition> value) {
      this.conditions = Set.copyOf(value);
      return this;
    }

    /** Sets what is stored beside the bytes. */
    public Builder attributes(Set<Attribute> value) {
      this.attributes = Set.copyOf(value);
      return this;
    }

    /** Says why this store lacks capabilities that its backend can have. */
    public Builder reasons(Map<Capability, String> value) {
      this.reasons = Map.copyOf(value);
      return this;
    }

    /** Sets what folders are. */
    public Builder folders(FolderModel value) {
      this.folders = value;
      return this;
    }

    /** Says that listings come in key order and can begin behind a key. */
    public Builder orderedList() {
      this.listOrder = ListOrder.KEY;
      this.listFromKey = true;
      return this;
    }

    /** Says that one listing can cover all levels. */
    public Builder recursiveList() {
      this.recursiveList = true;
      return this;
    }

    /** Says that reads take ranges. */
    public Builder rangeRead() {
      this.rangeRead = true;
      return this;
    }

    /** Says that reads decide conditions themselves. */
    public Builder conditionalGet() {
      this.conditionalGet = true;
      return this;
    }

    /** Says that reads fetch what is read of them. */
    public Builder lazyRead() {
      this.lazyRead = true;
      return this;
    }

    /** Says that a write is visible whole or not at all. */
    public Builder atomicWrite() {
      this.atomicWrite = true;
      return this;
    }

    /** Says that replies to writes carry more than success. */
    public Builder nativeWriteResult() {
      this.nativeWriteResult = true;
      return this;
    }

    /** Says that a delete can tell that nothing was there. */
    public Builder deleteReportsMissing() {
      this.deleteReportsMissing = true;
      return this;
    }

    /** Says that waits end when their thread is interrupted. */
    public Builder interruptible() {
      this.interruptible = true;
      return this;
    }

    /**
     * The driver's waits do not notice an interrupt. The default: the kernel keeps primitives,
     * bodies and handles off the caller's thread.
     */
    public Builder uninterruptible() {
      this.interruptible = false;
      return this;
    }

    /** Says that each primitive is a round trip over a network. */
    public Builder remote() {
      this.remote = true;
      return this;
    }

    /** Sets how much a revision says. */
    public Builder validator(Validator value) {
      this.validator = value;
      return this;
    }

    /** Sets how a write can be told from another's. */
    public Builder identity(WriteIdentity value) {
      this.identity = value;
      return this;
    }

    /** Sets the longest key and segment in UTF-8 bytes. */
    public Builder keyLimits(int keyBytes, int segmentBytes) {
      this.maxKeyBytes = keyBytes;
      this.maxSegmentBytes = segmentBytes;
      return this;
    }

    /** Sets the largest file of one put in bytes. */
    public Builder maxPut(long value) {
      this.maxPut = value;
      return this;
    }

    /** Sets the largest file of one copy in bytes. */
    public Builder maxCopy(long value) {
      this.maxCopy = value;
      return this;
    }

    /** Sets the limits of parts: smallest and largest in bytes, and how many. */
    public Builder partLimits(int min, long max, int count) {
      this.minPart = min;
      this.maxPart = max;
      this.maxParts = count;
      return this;
    }

    /** Says that all parts but the last must be of one size. */
    public Builder equalParts() {
      this.equalParts = true;
      return this;
    }

    /** Sets the most keys of one bulk delete. */
    public Builder deleteBatch(int value) {
      this.deleteBatch = value;
      return this;
    }

    /** Returns the features. */
    public Features build() {
      return new Features(copy());
    }
  }
}
