package io.remotestore.s3;

import io.remotestore.s3.StsClient.Role;
import io.remotestore.spi.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A role assumed with a token of another issuer, as in pods of Kubernetes. */
final class WebIdentityCredentials implements CredentialsSource {
  private static final String FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String ROLE = "AWS_ROLE_ARN";

  private final AwsEnvironment environment;
  private final StsClient sts;

  WebIdentityCredentials(AwsEnvironment environment, StsClient sts) {
    this.environment = environment;
    this.sts = sts;
  }

  @Override
  public AwsCredentials fetch(Call call) throws IOException {
    String file = environment.variable(FILE);
    if (file == null) {
      throw new NoCredentialsException(FILE + " is not set");
    }
    String arn = environment.variable(ROLE);
    if (arn == null) {
      throw CredentialsFailures.refused(
          "the web identity of the environment: " + ROLE + " is not set, and " + FILE + " is");
    }
    String session = environment.variable("AWS_ROLE_SESSION_NAME");
    String origin = "the web identity of the environment";
    return fetch(sts, new Role(origin, arn, session, null, null), Path.of(file), call);
  }

  /**
   * Assumes a role with the token of a file. It is read anew each time: tokens are replaced in
   * place.
   */
  static AwsCredentials fetch(StsClient sts, Role role, Path file, Call call) throws IOException {
    String token;
    try {
      token = Blanks.strip(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CredentialsFailures.refused(
          role.origin()
              + ": the token file "
              + file
              + " cannot be read: "
              + e.getClass().getSimpleName(),
          e);
    }
    if (token.isEmpty()) {
      throw CredentialsFailures.refused(role.origin() + ": the token file " + file + " is empty");
    }
    return sts.assume(role, token, call);
  }
}
