package io.remotestore.cli;

import io.remotestore.FileInfo;
import io.remotestore.PathEntry;
import io.remotestore.cli.Text.Style;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How a file or folder is shown in a line, or as a record. */
final class FileLine {

  /** How much is shown. */
  enum Detail {
    /** The name. */
    NAME,
    /** Size in bytes, time and name. */
    BYTES,
    /** Size in units for people, time and name. */
    HUMAN
  }

  private FileLine() {}

  static Text of(PathEntry entry, String name, Detail detail) {
    Text line = new Text();
    if (detail != Detail.NAME) {
      FileInfo file = entry instanceof FileInfo info ? info : null;
      line.add(String.format(detail == Detail.HUMAN ? "%9s  " : "%15s  ", size(file, detail)));
      line.add(
          Style.FAINT, String.format("%-20s  ", time(file == null ? null : file.modifiedAt())));
    }
    return entry instanceof FileInfo ? line.add(name) : line.add(Style.FOLDER, name + "/");
  }

  private static String size(@Nullable FileInfo file, Detail detail) {
    if (file == null) {
      return "-";
    }
    if (file.size() == FileInfo.UNKNOWN_SIZE) {
      return "?";
    }
    return detail == Detail.HUMAN ? ByteSize.human(file.size()) : Long.toString(file.size());
  }

  /** To the second, in UTC. */
  static String time(@Nullable Instant time) {
    return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Fields record(PathEntry entry, String name, String address) {
    Fields fields = new Fields().add("path", name).add("address", address);
    if (!(entry instanceof FileInfo file)) {
      return fields.add("type", "folder");
    }
    return fields
        .add("type", "file")
        .add("bytes", file.size() == FileInfo.UNKNOWN_SIZE ? null : file.size())
        .add("modified", file.modifiedAt())
        .add("etag", file.etag());
  }
}
