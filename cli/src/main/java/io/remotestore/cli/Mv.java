package io.remotestore.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves files between any two places. */
@Command(
    name = "mv",
    customSynopsis = "remote-store mv [OPTION]... SOURCE... TARGET",
    description = {
      "Move files between any two places.",
      "Folders go with -r. TARGET is read as 'cp' reads it.",
      "Within a store a file is renamed if the store can do it. Else it is copied, and the source"
          + " is removed if it has not changed since. A folder is moved file by file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store mv data:in/a.csv data:done/",
      "  remote-store mv -r data:2024 archive:2024"
    })
final class Mv implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "The sources, then the target.")
  private List<String> addresses = List.of();

  @Mixin private TransferOptions options = new TransferOptions();

  @Spec private @Nullable CommandSpec spec;

  Mv(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<String> sources = Cp.sources(addresses, spec);
    String target = addresses.get(addresses.size() - 1);
    try (Addresses finder = root.addresses()) {
      List<Place> places = new ArrayList<>();
      for (String source : sources) {
        places.add(finder.locateEntry(source));
      }
      Transfers.FileAction action = new MoveAction(finder, options);
      return new Transfers(root, "mv", options, action).run(places, finder.locate(target));
    }
  }
}
