package io.remotestore.cli;

import io.remotestore.SkippedEntry;
import io.remotestore.SkippedEntry.Reason;
import java.util.function.Consumer;

/** How commands name the entries that a listing leaves out, because no path leads to them. */
final class LeftOut {
  private LeftOut() {}

  /** Returns a listener that prints left out entries on standard error. */
  static Consumer<SkippedEntry> noted(RemoteStoreCommand root, Place folder) {
    return skipped -> {
      if (skipped.reason() != Reason.NOT_A_FILE) {
        root.errors().note(why(skipped) + ": " + shown(folder, skipped));
      }
    };
  }

  /** Returns the reason. */
  static String why(SkippedEntry skipped) {
    return switch (skipped.reason()) {
      case NOT_A_PATH -> "Left out: no path can name it";
      case NOT_TEXT -> "Left out: its name is not text";
      case NOT_A_FILE -> "Left out: it is a link, or no file";
    };
  }

  /** The address of the folder and the name below it. It is for people: no command takes it. */
  static String shown(Place folder, SkippedEntry skipped) {
    String name = skipped.name();
    String below = folder.isRoot() ? name : name.substring(folder.key().length() + 1);
    String base = folder.shown();
    boolean joined = base.endsWith("/") || base.endsWith(":");
    return base + (joined ? "" : "/") + below;
  }
}
