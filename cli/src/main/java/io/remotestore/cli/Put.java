package io.remotestore.cli;

import io.remotestore.CopyOptions;
import io.remotestore.StoreLocation;
import io.remotestore.WriteOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a file of this machine to a store. */
@Command(
    name = "put",
    description = {
      "Copy a file of this machine, or standard input, to a store.",
      "A folder as the target takes the file under its own name."
    })
final class Put implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(index = "0", paramLabel = "LOCAL", description = "The file, or - for standard input.")
  private String local = "";

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "Where it goes.")
  private String address = "";

  @Option(names = "--overwrite", description = "Replace a file that is there.")
  private boolean overwrite;

  Put(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Addresses addresses = root.addresses()) {
      if (local.equals(Transfer.STANDARD)) {
        StoreLocation target = addresses.locate(address);
        WriteOptions options = overwrite ? WriteOptions.overwrite() : WriteOptions.create();
        target.store().write(target.path(), root.console().in(), options);
        return ExitCode.DONE.number();
      }
      StoreLocation source = addresses.local(local);
      StoreLocation target =
          Transfer.target(addresses.locate(address), address, Transfer.name(source));
      Transfer.copy(source, target, overwrite ? CopyOptions.overwrite() : CopyOptions.create());
    }
    return ExitCode.DONE.number();
  }
}
