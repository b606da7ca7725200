package io.remotestore.cli;

import io.remotestore.Capability;
import io.remotestore.FileInfo;
import io.remotestore.WriteOptions;
import io.remotestore.WriteResult;
import java.io.IOException;
import java.nio.file.Path;
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
      "- is standard input. It is 'cp' whose sources are paths of this machine, whatever colons are"
          + " in them.",
      "A file without a content type gets one by its ending, such as text/csv."
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
      PutAction put = new PutAction(options, new Cp.CopyAction(options));
      return Cp.copy("put", root, options, put, sources, target, finder::local, finder::locate);
    }
  }

  /** Copies one file, and adds a content type by its ending where the file has none. */
  private record PutAction(TransferOptions options, Cp.CopyAction copy)
      implements Transfers.FileAction {

    @Override
    public String verb() {
      return copy.verb();
    }

    @Override
    public void run(Place source, Place target, Progress progress) {
      String type = ContentTypes.of(target.name());
      FileInfo file = source.store().getFileInfo(source.key());
      if (type == null
          || file.contentType() != null
          || !target.store().supports(Capability.CONTENT_HEADERS)) {
        copy.run(source, target, progress);
        return;
      }
      WriteOptions write =
          options.write().withHeaders(file.headers().toBuilder().contentType(type).build());
      if (target.store().supports(Capability.USER_METADATA)) {
        try {
          write = write.withMetadata(file.metadata());
        } catch (IllegalArgumentException e) {
          copy.run(source, target, progress); // which says what cannot be stored
          return;
        }
      }
      Path content = Path.of(source.store().nativePath(source.key()));
      WriteResult unused =
          target.store().withListener(progress).write(target.key(), content, write);
    }
  }
}
