package io.remotestore.cli;

import io.remotestore.StoreIdentity;
import io.remotestore.cli.Text.Style;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells whether stores can be reached. */
@Command(
    name = "ping",
    description = "Check whether stores can be reached.",
    footerHeading = "%nExamples:%n",
    footer = {"  remote-store ping data:", "  remote-store ping -q data: && echo up"})
final class Ping implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", arity = "1..*", description = "The stores.")
  private List<String> addresses = List.of();

  Ping(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses finder = root.addresses()) {
      return Outcomes.each(root, "ping", addresses, address -> ping(finder.locate(address)));
    }
  }

  private void ping(Place place) throws IOException {
    Clock clock = root.console().clock();
    Instant start = clock.instant();
    place.store().ping();
    Duration took = Duration.between(start, clock.instant());
    StoreIdentity identity = place.store().identity();
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("address", place.shown())
                  .add("backend", identity.backend())
                  .add("service", identity.service())
                  .add("millis", took.toNanos() / 1e6));
    } else if (!root.quiet()) {
      root.out()
          .line(
              new Text()
                  .add(Style.GOOD, "ok")
                  .add("  " + place.shown() + "  " + identity.backend() + " ")
                  .add(identity.service() + "  " + took.toMillis() + " ms"));
    }
  }
}
