package io.remotestore.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the script by which a shell completes command lines. */
@Command(
    name = "completion",
    description = "Write the completion script for a shell.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(remote-store completion bash)   in ~/.bashrc",
      "  source <(remote-store completion zsh)    in ~/.zshrc, behind compinit"
    })
final class Completion implements Callable<Integer> {
  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private @Nullable CommandSpec spec;

  /** Whose completion it is; one script serves both. */
  enum Shell {
    bash,
    zsh
  }

  Completion(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    CommandLine all = own.root().commandLine();
    String script = AutoComplete.bash(all.getCommandName(), all);
    if (shell == Shell.zsh) {
      root.out().line("autoload -U +X bashcompinit && bashcompinit");
    }
    for (String line : script.split("\n", -1)) {
      root.out().line(line.replace("\t", "  "));
    }
    return ExitCode.DONE.number();
  }
}
