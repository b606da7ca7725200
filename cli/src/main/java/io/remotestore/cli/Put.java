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

/** Copies files of this machine to a store. */
@Command(
    name = "put",
    customSynopsis = "remote-store put [OPTION]... LOCAL... ADDRESS",
    description = {
      "Copy files of this machine to a store.",
      "- is standard input. It is 'cp' whose sources are paths of this machine, whatever colons are in them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store put a.csv b.csv data:raw/",
      "  remote-store put -r build/site data:www",
      "  date | remote-store put - data:stamp.txt"
    })
final class Put implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(
      paramLabel = "LOCAL",
      arity = "1..*",
      description = "The files, or - for standard input, then the target.")
  private List<String> addresses = List.of();

  @Mixin private TransferOptions options = new TransferOptions();

  @Spec private @Nullable CommandSpec spec;

  Put(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<String> sources = Cp.sources(addresses, spec);
    String target = addresses.get(addresses.size() - 1);
    try (Addresses finder = root.addresses()) {
      return Cp.copy("put", root, options, sources, target, finder::local, finder::locate);
    }
  }
}
