package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.CapabilitySet;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreIdentity;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what was found of one store, as it is found. */
final class CheckReport {
  private final RemoteStoreCommand root;
  private final Place place;
  private boolean failures;

  CheckReport(RemoteStoreCommand root, Place place) throws IOException {
    this.root = root;
    this.place = place;
    StoreIdentity identity = place.store().identity();
    if (!root.json()) {
      root.out().line(place.shown() + "  " + identity.backend() + " " + identity.service());
    }
  }

  Place place() {
    return place;
  }

  boolean hasFailures() {
    return failures;
  }

  /** It works, and took that long. */
  void works(String check, Duration took, String detail) throws IOException {
    tell("ok", check, took, detail);
  }

  /** It does not work. */
  void fails(String check, String problem) throws IOException {
    failures = true;
    tell("failed", check, null, problem);
  }

  void fails(String check, RemoteStoreException failure) throws IOException {
    fails(check, Errors.text(failure));
  }

  /** It was not tried. */
  void leftOut(String check, String reason) throws IOException {
    tell("-", check, null, reason);
  }

  /** It works, and is not as one would expect. */
  void odd(String what) throws IOException {
    tell("odd", "", null, what);
  }

  private void tell(String status, String check, @Nullable Duration took, String detail)
      throws IOException {
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("address", place.shown())
                  .add("status", status.equals("-") ? "left-out" : status)
                  .add("check", check.isEmpty() ? null : check)
                  .add("millis", took == null ? null : took.toNanos() / 1e6)
                  .add("detail", detail.isEmpty() ? null : detail));
    } else {
      Style style =
          switch (status) {
            case "ok" -> Style.GOOD;
            case "failed" -> Style.BAD;
            default -> Style.FAINT;
          };
      String time = took == null ? "" : took.toMillis() + " ms";
      List<String> rest = new ArrayList<>(List.of(time, detail));
      rest.removeIf(String::isEmpty);
      String name = check.isEmpty() ? "" : String.format("%-8s", check) + "  ";
      root.out()
          .line(
              new Text()
                  .add(style, String.format("%-6s", status))
                  .add("  " + name + String.join("  ", rest)));
    }
    root.out().flush();
  }

  /** What the store can do, and why not. */
  void capabilities(CapabilitySet all) throws IOException {
    List<String> can = new ArrayList<>();
    Map<String, String> cannot = new LinkedHashMap<>();
    for (Capability capability : Capability.values()) {
      String reason = all.whyNot(capability);
      if (all.supports(capability)) {
        can.add(capability.toString());
      } else {
        cannot.put(capability.toString(), reason == null ? "" : reason);
      }
    }
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("address", place.shown())
                  .add("check", "capabilities")
                  .add("supported", can)
                  .add("missing", cannot));
      return;
    }
    root.out().line(Text.of("can     " + wrapped(can)));
    for (Map.Entry<String, String> one : cannot.entrySet()) {
      root.out()
          .line(new Text().add("cannot  " + one.getKey()).add(Style.FAINT, "  " + one.getValue()));
    }
  }

  private static String wrapped(List<String> names) {
    return names.stream().collect(Collectors.joining(" "));
  }
}
