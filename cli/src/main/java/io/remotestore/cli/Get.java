package io.remotestore.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies files of a store to this machine. */
@Command(
    name = "get",
    customSynopsis = "remote-store get [OPTION]... ADDRESS... LOCAL",
    description = {
      "Copy files of a store to this machine.",
      "- is standard output. It is 'cp' whose target is a path of this machine, whatever colons are in it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store get data:raw/a.csv .",
      "  remote-store get -r data:raw raw",
      "  remote-store get data:raw/a.csv.gz - | gunzip"
    })
final class Get implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "ADDRESS",
      arity = "1..*",
      description = "The files, then where they go, - for standard output.")
  private List<String> addresses = List.of();

  @Mixin private TransferOptions options = new TransferOptions();

  @Spec private @Nullable CommandSpec spec;

  Get(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<String> sources = Cp.sources(addresses, spec);
    String target = addresses.get(addresses.size() - 1);
    try (Addresses finder = root.addresses()) {
      Cp.CopyAction copy = new Cp.CopyAction(options);
      return Cp.copy("get", root, options, copy, sources, target, finder::locate, finder::local);
    }
  }
}
