package io.remotestore.cli;

import io.remotestore.CopyOptions;
import io.remotestore.StoreLocation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a file of a store to this machine. */
@Command(
    name = "get",
    description = {
      "Copy a file of a store to this machine, or to standard output.",
      "A folder as the target takes the file under its own name."
    })
final class Get implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "The file.")
  private String address = "";

  @Parameters(
      index = "1",
      paramLabel = "LOCAL",
      description = "Where it goes, or - for standard output.")
  private String local = "";

  @Option(names = "--overwrite", description = "Replace a file that is there.")
  private boolean overwrite;

  Get(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses addresses = root.addresses()) {
      StoreLocation source = addresses.locate(address);
      if (local.equals(Transfer.STANDARD)) {
        Cat.write(source, root.out());
        return ExitCode.DONE.number();
      }
      StoreLocation target = Transfer.target(addresses.local(local), local, Transfer.name(source));
      Transfer.copy(source, target, overwrite ? CopyOptions.overwrite() : CopyOptions.create());
    }
    return ExitCode.DONE.number();
  }
}
