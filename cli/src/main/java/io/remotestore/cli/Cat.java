package io.remotestore.cli;

import io.remotestore.StoreInputStream;
import io.remotestore.StoreLocation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a file to standard output. */
@Command(name = "cat", description = "Write the bytes of a file to standard output.")
final class Cat implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", description = "The file.")
  private String address = "";

  Cat(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    try (Addresses addresses = root.addresses()) {
      write(addresses.locate(address), root.out());
    }
    return ExitCode.DONE.number();
  }

  static void write(StoreLocation file, Output out) throws IOException {
    try (StoreInputStream in = file.store().read(file.path())) {
      in.transferTo(out.stream());
    }
    out.flush();
  }
}
