package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.s3.CommandLine.Backslash;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CommandLineTest {

  @Test
  void wordsAreSplitAsAShellDoes() throws IOException {
    assertThat(CommandLine.split("  a  b\tc ", Backslash.ESCAPES)).containsExactly("a", "b", "c");
    assertThat(CommandLine.split("\"a b\" 'c \"d\"' e\\ f", Backslash.ESCAPES))
        .containsExactly("a b", "c \"d\"", "e f");
    assertThat(CommandLine.split("a\"b c\"d '' \"\\\"\\\\\\n\"", Backslash.ESCAPES))
        .containsExactly("ab cd", "", "\"\\\\n");
    assertThat(CommandLine.split("'\\n' a\\", Backslash.ESCAPES)).containsExactly("\\n", "a\\");
  }

  @Test
  void nothingIsExpanded() throws IOException {
    assertThat(CommandLine.split("echo $HOME `id` * ; rm | x", Backslash.ESCAPES))
        .containsExactly("echo", "$HOME", "`id`", "*", ";", "rm", "|", "x");
  }

  @Test
  void onWindowsABackslashIsPartOfAPath() throws IOException {
    assertThat(CommandLine.split("\"C:\\Program Files\\x.exe\" a\\b it's", Backslash.LITERAL))
        .containsExactly("C:\\Program Files\\x.exe", "a\\b", "it's");
    assertThat(CommandLine.split("x \"say \\\"hi\\\"\"", Backslash.LITERAL))
        .containsExactly("x", "say \"hi\"");
  }

  @Test
  void whatIsNoCommandIsRefused() {
    assertThatThrownBy(() -> CommandLine.split(" ", Backslash.ESCAPES))
        .isInstanceOf(IOException.class)
        .hasMessage("the command is empty");
    assertThatThrownBy(() -> CommandLine.split("a \"b", Backslash.ESCAPES))
        .hasMessage("a quote in the command is not closed");
  }
}
