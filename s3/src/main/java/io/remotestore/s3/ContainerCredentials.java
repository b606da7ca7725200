package io.remotestore.s3;

import io.remotestore.s3.CredentialsHttp.PlainHttp;
import io.remotestore.s3.CredentialsHttp.Reply;
import io.remotestore.spi.Call;
import io.remotestore.transport.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The credentials that ECS hands to containers and EKS to pods. */
final class ContainerCredentials implements CredentialsSource {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final String ORIGIN = "the container's credentials";

  private final AwsEnvironment environment;
  private final CredentialsHttp http;

  ContainerCredentials(AwsEnvironment environment, CredentialsHttp http) {
    this.environment = environment;
    this.http = http;
  }

  @Override
  public AwsCredentials fetch(Call call) throws IOException {
    URI uri = uri();
    Headers headers = Headers.create().add("Accept", "application/json");
    String token = token();
    if (token != null) {
      addToken(headers, token);
    }
    Reply reply = http.send(ORIGIN, "GET", uri, headers, null, call);
    if (!reply.isSuccess()) {
      String text = ORIGIN + ": " + uri.getRawAuthority() + " answered " + reply.status();
      throw reply.isPassing()
          ? CredentialsFailures.unavailable(text, null)
          : CredentialsFailures.refused(text);
    }
    return CredentialsDocument.ofJson(ORIGIN, reply.body()).credentials("Token");
  }

  private URI uri() throws IOException {
    String relative = environment.variable(RELATIVE);
    if (relative != null) {
      if (!relative.startsWith("/")) {
        throw CredentialsFailures.refused(RELATIVE + " does not begin with a slash");
      }
      return CredentialsHttp.uri(RELATIVE, "http://169.254.170.2" + relative, PlainHttp.LOCAL);
    }
    String full = environment.variable(FULL);
    if (full == null) {
      throw new NoCredentialsException("neither " + RELATIVE + " nor " + FULL + " is set");
    }
    return CredentialsHttp.uri(FULL, full, PlainHttp.LOCAL);
  }

  /** The file is read anew: tokens are replaced in place. */
  private @Nullable String token() throws IOException {
    String file = environment.variable(TOKEN_FILE);
    if (file == null) {
      return environment.variable(TOKEN);
    }
    try {
      return Blanks.strip(Files.readString(Path.of(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CredentialsFailures.refused(
          TOKEN_FILE + ": the file " + file + " cannot be read: " + e.getClass().getSimpleName(),
          e);
    }
  }

  private static void addToken(Headers headers, String token) throws IOException {
    try {
      Headers unused = headers.add("Authorization", token);
    } catch (IllegalArgumentException e) {
      throw CredentialsFailures.refused(ORIGIN + ": the authorization token is no header's value");
    }
  }
}
