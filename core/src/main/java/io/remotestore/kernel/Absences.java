package io.remotestore.kernel;

import io.remotestore.Capability;
import io.remotestore.ErrorDetails;
import io.remotestore.spi.Features;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Says why a store cannot do something: what its driver says, else what follows from its kind. */
final class Absences {
  private Absences() {}

  static Map<Capability, String> of(Set<Capability> present, Features features) {
    Map<Capability, String> reasons = new EnumMap<>(Capability.class);
    for (Capability missing : EnumSet.complementOf(EnumSet.copyOf(present))) {
      reasons.put(missing, usual(missing, present));
    }
    features.reasons().forEach(reasons::replace);
    return reasons;
  }

  /** Begins the details of the refusal of what a store cannot do. */
  static ErrorDetails details(OperationCall call, Capability missing) {
    String problem = "This store does not support " + missing;
    String reason = call.engine().capabilities.whyNot(missing);
    return call.details(reason == null ? problem : problem + ": " + reason).build();
  }

  private static String usual(Capability missing, Set<Capability> present) {
    boolean writes = present.contains(Capability.WRITE);
    return switch (missing) {
      case READ, METADATA -> "every backend has it";
      case WRITE -> "the backend can only be read";
      case DELETE -> "the backend deletes nothing";
      case LIST, GLOB, ORDERED_LIST, LIST_FROM_KEY -> listing(missing, present);
      case MOVE, COPY -> "the backend cannot write or delete what a copy or a move would";
      case ATOMIC_WRITE -> writes ? "others see a file while it is being written" : readOnly();
      case ATOMIC_MOVE -> "the backend cannot rename: a move is a copy, then a delete";
      case USER_METADATA -> writes ? "the backend keeps no metadata of users" : readOnly();
      case CONTENT_HEADERS -> writes ? "the backend keeps no content headers" : readOnly();
      case TAGS -> writes ? "the backend keeps no tags" : readOnly();
      case SEEKABLE_READ -> "the backend keeps no file open: each read is a request of its own";
      case LAZY_READ -> "the backend hands over a whole file at once";
      case WRITE_RESULT_NATIVE -> "the reply to a write says only that it succeeded";
      case RANGE_READ -> "the backend hands over whole files only";
      case CREATE_IF_ABSENT, COMPARE_AND_SET, CONDITIONAL_DELETE, CONDITIONAL_COPY ->
          writes ? "the backend cannot look and change in one step" : readOnly();
      case EMPTY_FOLDERS -> "a folder is there while files are in it";
      case BULK_DELETE -> "the backend deletes files one by one";
      case SERVER_COPY -> "the bytes of a copy pass through this process";
      case PRESIGN -> "no server here takes a request that is signed beforehand";
      case VERSIONS -> "the backend keeps no earlier versions";
      case UPLOADS -> "nothing unfinished stays behind";
    };
  }

  private static String readOnly() {
    return "the backend can only be read";
  }

  private static String listing(Capability missing, Set<Capability> present) {
    boolean order = missing == Capability.ORDERED_LIST || missing == Capability.LIST_FROM_KEY;
    return order && present.contains(Capability.LIST)
        ? "the backend lists in no certain order"
        : "the backend cannot list";
  }
}
