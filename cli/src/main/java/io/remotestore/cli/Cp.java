package io.remotestore.cli;

import io.remotestore.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies files between any two places. */
@Command(
    name = "cp",
    customSynopsis = "remote-store cp [OPTION]... SOURCE... TARGET",
    description = {
      "Copy files between any two places.",
      "Folders go with -r; - is standard input or output.",
      "Standard input gets a content type by the ending of TARGET, such as text/csv.",
      "A TARGET that ends in a slash takes them under their own names, as does that of several"
          + " sources, and for a file a folder that is there. Else the copy gets the name TARGET:"
          + " the files of a folder go right below it, whether it is there already or not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  remote-store cp data:a.csv data:old/            makes data:old/a.csv",
      "  remote-store cp -r data:raw backup:raw          copies the files in data:raw",
      "  remote-store cp -r data:raw backup:             the same, right in backup",
      "  remote-store cp -r data:raw backup:2026/        makes backup:2026/raw",
      "  gzip -c a.csv | remote-store cp - data:a.csv.gz"
    })
final class Cp implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "The sources, then the target.")
  private List<String> addresses = List.of();

  @Mixin private TransferOptions options = new TransferOptions();

  @Spec private @Nullable CommandSpec spec;

  Cp(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<String> sources = sources(addresses, spec);
    String target = addresses.get(addresses.size() - 1);
    try (Addresses finder = root.addresses()) {
      CopyAction copy = new CopyAction(options);
      return copy("cp", root, options, copy, sources, target, finder::locate, finder::locate);
    }
  }

  /** All but the last. */
  static List<String> sources(List<String> addresses, @Nullable CommandSpec spec) {
    if (addresses.size() < 2 && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: where " + addresses.get(0) + " goes");
    }
    return addresses.subList(0, addresses.size() - 1);
  }

  /** Copies from places that one function finds to a place that another one finds. */
  static int copy(
      String command,
      RemoteStoreCommand root,
      TransferOptions options,
      Transfers.FileAction action,
      List<String> sources,
      String target,
      Function<String, Place> from,
      Function<String, Place> to)
      throws IOException {
    boolean fromStandard = sources.contains(Transfers.STANDARD);
    boolean toStandard = target.equals(Transfers.STANDARD);
    if (fromStandard && (toStandard || sources.size() > 1)) {
      String problem = "- is standard input alone, and goes to a file";
      return root.errors().line(command, problem, ExitCode.USAGE).number();
    }
    Transfers transfers = new Transfers(root, command, options, action);
    if (toStandard) {
      return Outcomes.each(
          root,
          command,
          sources,
          source -> Cat.write(from.apply(source), ReadOptions.none(), root.out()));
    }
    if (fromStandard) {
      return transfers.fromStandardInput(to.apply(target));
    }
    List<Place> places = new ArrayList<>();
    for (String source : sources) {
      places.add(from.apply(source));
    }
    return transfers.run(places, to.apply(target));
  }

  /** Copies one file; what the stores keep beside the bytes goes along where both can. */
  record CopyAction(TransferOptions options) implements Transfers.FileAction {

    @Override
    public String verb() {
      return "copy";
    }

    @Override
    public void run(Place source, Place target, Progress progress) {
      target
          .store()
          .copyFrom(
              source.store().withListener(progress), source.key(), target.key(), options.copy());
    }
  }
}
