package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.CapabilitySet;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Attribute;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Features.FolderModel;
import io.remotestore.spi.Features.ListOrder;
import io.remotestore.spi.Primitive;
import java.util.EnumSet;
import java.util.Set;

/** Works out what a store can do from what its driver is, and refuses the rest before any I/O. */
final class Gates {
  private Gates() {}

  static CapabilitySet capabilities(Features f) {
    Set<Capability> set = EnumSet.of(Capability.READ, Capability.METADATA);
    boolean write =
        f.has(Primitive.PUT) || f.has(Primitive.OPEN_WRITE) || f.has(Primitive.MULTIPART);
    boolean list = f.has(Primitive.LIST) && f.folders() != FolderModel.NONE;
    boolean delete = f.has(Primitive.DELETE);
    boolean copy = f.has(Primitive.COPY) || write;
    add(set, Capability.WRITE, write);
    add(set, Capability.ATOMIC_WRITE, write && f.atomicWrite());
    add(set, Capability.WRITE_RESULT_NATIVE, write && f.nativeWriteResult());
    add(set, Capability.CREATE_IF_ABSENT, f.has(Condition.WRITE_ABSENT));
    add(set, Capability.COMPARE_AND_SET, f.has(Condition.WRITE_MATCH));
    add(set, Capability.DELETE, delete);
    add(set, Capability.CONDITIONAL_DELETE, delete && f.has(Condition.DELETE_MATCH));
    add(set, Capability.BULK_DELETE, f.has(Primitive.DELETE_MANY));
    add(set, Capability.LIST, list);
    add(set, Capability.GLOB, list);
    boolean ordered = list && (f.listOrder() == ListOrder.KEY || f.realFolders());
    add(set, Capability.ORDERED_LIST, ordered);
    add(set, Capability.LIST_FROM_KEY, ordered);
    add(set, Capability.COPY, copy);
    add(set, Capability.SERVER_COPY, f.has(Primitive.COPY));
    add(set, Capability.CONDITIONAL_COPY, copy && f.has(Condition.COPY_SOURCE_MATCH));
    add(set, Capability.MOVE, f.has(Primitive.RENAME) || (copy && delete));
    add(set, Capability.ATOMIC_MOVE, f.has(Primitive.RENAME));
    add(set, Capability.USER_METADATA, f.has(Attribute.METADATA));
    add(set, Capability.CONTENT_HEADERS, f.has(Attribute.HEADERS));
    add(set, Capability.TAGS, f.has(Attribute.TAGS));
    add(set, Capability.SEEKABLE_READ, f.has(Primitive.OPEN_READ));
    add(set, Capability.LAZY_READ, f.lazyRead());
    add(set, Capability.RANGE_READ, f.rangeRead());
    add(set, Capability.EMPTY_FOLDERS, f.realFolders() && f.has(Primitive.FOLDERS));
    add(set, Capability.PRESIGN, f.has(Primitive.PRESIGN));
    add(set, Capability.VERSIONS, f.has(Primitive.VERSIONS));
    add(set, Capability.UPLOADS, f.has(Primitive.UPLOADS));
    return CapabilitySet.of(set, Absences.of(set, f));
  }

  private static void add(Set<Capability> set, Capability capability, boolean there) {
    if (there) {
      set.add(capability);
    }
  }

  static void require(OperationCall call, Capability capability) {
    if (!call.engine().capabilities.supports(capability)) {
      throw new CapabilityNotSupportedException(
          Absences.details(call, capability), capability, null);
    }
  }

  static void requireIf(boolean asked, OperationCall call, Capability capability) {
    if (asked) {
      require(call, capability);
    }
  }
}
