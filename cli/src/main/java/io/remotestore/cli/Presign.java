package io.remotestore.cli;

import io.remotestore.ContentHeaders;
import io.remotestore.PresignOptions;
import io.remotestore.PresignOptions.Method;
import io.remotestore.PresignedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a URL with which others do one thing to one file. */
@Command(
    name = "presign",
    description = {
      "Write a URL that reads or writes one file.",
      "Any client that has the URL can use it. No request is sent, and the file need not be"
          + " there. The URL has the rights of the credentials that sign it, and expires when they"
          + " do."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  curl -o a.csv \"$(remote-store presign data:raw/a.csv)\"",
      "  curl -T a.csv \"$(remote-store presign --method write --expires 10m data:raw/a.csv)\""
    })
final class Presign implements Callable<Integer> {
  private static final String MASK = "***";

  private final RemoteStoreCommand root;

  @Parameters(paramLabel = "ADDRESS", description = "The file.")
  private String address = "";

  @Option(
      names = {"-m", "--method"},
      paramLabel = "METHOD",
      defaultValue = "read",
      description = "read, write, head or delete (default: ${DEFAULT-VALUE}).")
  private String method = "";

  @Option(
      names = {"-e", "--expires"},
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = Length.Converter.class,
      description = "How long it is valid: 30s, 90m, 12h, 7d (default: ${DEFAULT-VALUE}).")
  private Length expires = new Length("1h", Duration.ofHours(1));

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME=VALUE",
      description = "A header, such as content-type, that the writer must send. Can be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Spec private @Nullable CommandSpec spec;

  Presign(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    Method wanted = method();
    PresignOptions options =
        PresignOptions.of(wanted, expires.time()).withHeaders(contentHeaders(wanted));
    try (Addresses finder = root.addresses()) {
      Place place = finder.locate(address);
      tell(place, place.store().presign(place.path(), options));
    }
    return ExitCode.DONE.number();
  }

  private void tell(Place place, PresignedRequest request) throws IOException {
    if (root.json()) {
      root.out()
          .record(
              new Fields()
                  .add("address", place.shown())
                  .add("method", request.method())
                  .add("url", request.uri())
                  .add("headers", new TreeMap<>(request.headers()))
                  .add("expires", FileLine.time(request.expiresAt())));
      return;
    }
    root.out().line(request.uri().toString());
    if (!request.headers().isEmpty() && !root.quiet()) {
      root.errors().note(note(new TreeMap<>(request.headers())));
    }
  }

  private static String note(Map<String, String> headers) {
    StringBuilder text = new StringBuilder("to be sent with it:");
    headers.forEach(
        (name, value) -> {
          String shown = isSecret(name) ? MASK : value;
          text.append(" -H ").append(quoted(name + ": " + shown));
        });
    boolean masked = headers.keySet().stream().anyMatch(Presign::isSecret);
    return masked ? text + "; --json shows the values masked as " + MASK : text.toString();
  }

  /** The key of encryption by the customer is good for longer, and for more, than the URL. */
  private static boolean isSecret(String header) {
    return header.endsWith("-customer-key");
  }

  /** As a shell takes it for one word. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private Method method() {
    return switch (method.toLowerCase(Locale.ROOT)) {
      case "read" -> Method.READ;
      case "write" -> Method.WRITE;
      case "head" -> Method.HEAD;
      case "delete" -> Method.DELETE;
      default ->
          throw wrong(
              "there is no method '" + method + "': it is read, write, head or delete", null);
    };
  }

  private ContentHeaders contentHeaders(Method wanted) {
    if (!headers.isEmpty() && wanted != Method.WRITE) {
      throw wrong("--header goes with --method write only", null);
    }
    ContentHeaders.Builder all = ContentHeaders.builder();
    try {
      headers.forEach((name, value) -> all.header(name.toLowerCase(Locale.ROOT), value));
    } catch (IllegalArgumentException e) {
      throw wrong("--header: " + e.getMessage(), e);
    }
    return all.build();
  }

  private RuntimeException wrong(String problem, @Nullable Throwable cause) {
    return spec == null
        ? new IllegalStateException(problem, cause)
        : new ParameterException(spec.commandLine(), problem, cause);
  }
}
