package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where credentials come from when no option says it: each source, and which goes first. */
final class UsualCredentialsTest {
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  @TempDir private Path folder;
  private Surroundings here;

  @BeforeEach
  void open() throws IOException {
    here = new Surroundings(folder);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private void setWebIdentity() throws IOException {
    here.with("AWS_WEB_IDENTITY_TOKEN_FILE", here.file("token", "web-token\n").toString())
        .with("AWS_ROLE_ARN", "arn:aws:iam::1:role/pod")
        .with("AWS_ENDPOINT_URL_STS", here.url());
  }

  private void setAll() throws IOException {
    here.with("AWS_ACCESS_KEY_ID", "env").with("AWS_SECRET_ACCESS_KEY", "env-secret");
    setWebIdentity();
    here.credentials("[default]\naws_access_key_id=file\naws_secret_access_key=file-secret\n");
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", here.url() + "/container");
    here.server.answering(
        (request, number) ->
            switch (request.target()) {
              case "/" -> Surroundings.role("web");
              case "/container" -> Surroundings.json("container");
              case "/latest/api/token" -> Reply.xml("t");
              case ROLES -> Reply.xml("role");
              default -> Surroundings.json("instance");
            });
  }

  @Test
  void theFirstThatIsSetUpIsTheOne() throws IOException {
    setAll();
    assertThat(here.fetch().accessKey()).isEqualTo("env");
    here.variables.remove("AWS_ACCESS_KEY_ID");
    here.variables.remove("AWS_SECRET_ACCESS_KEY");
    assertThat(here.fetch().accessKey()).isEqualTo("web");
    here.variables.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
    assertThat(here.fetch().accessKey()).isEqualTo("file");
    here.credentials("");
    assertThat(here.fetch().accessKey()).isEqualTo("container");
    here.variables.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    assertThat(here.fetch().accessKey()).isEqualTo("instance");
  }

  @Test
  void aProfileOfTheOptionsGoesBeforeAllOthers() throws IOException {
    setAll();
    assertThat(here.fetch("default").accessKey()).isEqualTo("file");
    here.with("AWS_PROFILE", "default");
    assertThat(here.fetch().accessKey()).as("the environment's does not").isEqualTo("env");
  }

  @Test
  void whoWasFoundStays() throws IOException {
    here.credentials("[default]\naws_access_key_id=file\naws_secret_access_key=s\n");
    CallCredentials credentials = here.open(Map.of());
    AwsCredentials first = credentials.credentials(new FreeCall());
    assertThat(first).isNotNull();
    here.with("AWS_ACCESS_KEY_ID", "env").with("AWS_SECRET_ACCESS_KEY", "env-secret");
    here.credentials("[default]\naws_access_key_id=renewed\naws_secret_access_key=s\n");
    assertThat(credentials.invalidate(first, UnboundCall.INSTANCE)).isTrue();
    assertThat(credentials.credentials(new FreeCall()))
        .isEqualTo(AwsCredentials.of("renewed", "s"));
  }

  @Test
  void withoutAnyTheErrorSaysWhereItLooked() {
    here.with("AWS_EC2_METADATA_DISABLED", "true");
    assertThatThrownBy(here::fetch)
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Kind.PERMISSION_DENIED))
        .hasMessage(
            "there are no credentials. Looked for in"
                + " the environment: AWS_ACCESS_KEY_ID is not set;"
                + " a web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set;"
                + " the profiles: there is no profile 'default' (in neither "
                + here.credentialsFile()
                + " nor "
                + here.configFile()
                + "); a container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor"
                + " AWS_CONTAINER_CREDENTIALS_FULL_URI is set;"
                + " the instance metadata: AWS_EC2_METADATA_DISABLED is true."
                + " Give key and secret, or anonymous = true for requests without a signature");
  }

  @Test
  void halfASourceIsAnError() throws IOException {
    here.with("AWS_ACCESS_KEY_ID", "only");
    assertThatThrownBy(here::fetch)
        .hasMessage("the environment: AWS_SECRET_ACCESS_KEY is not set, and AWS_ACCESS_KEY_ID is");
    here.variables.remove("AWS_ACCESS_KEY_ID");
    setWebIdentity();
    here.variables.remove("AWS_ROLE_ARN");
    assertThatThrownBy(here::fetch)
        .hasMessage(
            "the web identity of the environment: AWS_ROLE_ARN is not set, and"
                + " AWS_WEB_IDENTITY_TOKEN_FILE is");
  }

  @Test
  void optionsThatContradictOneAnotherAreErrors() {
    CredentialsProvider own = () -> null;
    assertThatThrownBy(() -> here.open(Map.of("anonymous", true, "credentials", own)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("anonymous, credentials: give only one of them");
    assertThatThrownBy(() -> here.open(Map.of("key", "k", "secret", "s", "credentials", own)))
        .hasMessageContaining("key and secret, credentials: give only one of them");
    assertThatThrownBy(() -> here.open(Map.of("session_token", "t")))
        .hasMessageContaining("session_token: goes with key and secret only");
    assertThatThrownBy(() -> here.open(Map.of("profile", "nobody")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("profile: there is none of that name: the profile 'nobody' (in");
  }

  @Test
  void keysOfTheOptionsAreThoseAndNoOthers() throws IOException {
    setAll();
    AwsCredentials found = here.fetch(Map.of("key", "k", "secret", "s", "session_token", "t"));
    assertThat(found).isEqualTo(new AwsCredentials("k", "s", "t", null));
    assertThat(here.open(Map.of("key", "k", "secret", "s")).invalidate(found, UnboundCall.INSTANCE))
        .isFalse();
    assertThat(here.open(Map.of("anonymous", true)).credentials(new FreeCall())).isNull();
  }

  // ---------------------------------------------------------------- web identity

  @Test
  void aWebIdentityTakesOnItsRoleUnsigned() throws IOException {
    setWebIdentity();
    here.with("AWS_ROLE_SESSION_NAME", "me");
    here.server.answering((request, number) -> Surroundings.role("web" + number));
    CallCredentials credentials = here.open(Map.of());
    assertThat(credentials.credentials(new FreeCall()))
        .isEqualTo(
            new AwsCredentials(
                "web1", "role-secret", "role&token", Instant.parse("2026-11-01T13:00:00Z")));
    FakeS3.Received request = here.server.received().get(0);
    assertThat(request).hasToString("POST /");
    assertThat(request.header("authorization")).isNull();
    assertThat(request.body())
        .isEqualTo(
            "Action=AssumeRoleWithWebIdentity&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fpod"
                + "&RoleSessionName=me&Version=2011-06-15&WebIdentityToken=web-token");
    Path unused = here.file("token", "next-token");
    here.clock.at(java.time.Duration.ofMinutes(60));
    AwsCredentials next = credentials.credentials(new FreeCall());
    assertThat(next).isNotNull();
    assertThat(here.server.received().get(1).body()).endsWith("WebIdentityToken=next-token");
  }

  @Test
  void aRefusedWebIdentityIsNamedWithoutItsToken() throws IOException {
    setWebIdentity();
    here.server.answering(
        (request, number) ->
            new Reply(
                400,
                Map.of(),
                "<ErrorResponse><Error><Code>InvalidIdentityToken</Code>"
                    + "<Message>not a token: web-token</Message></Error></ErrorResponse>"));
    assertThatThrownBy(here::fetch)
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Kind.PERMISSION_DENIED))
        .hasMessage(
            "the web identity of the environment: AssumeRoleWithWebIdentity at "
                + here.url()
                + " answered 400 InvalidIdentityToken: not a token: ***");
  }

  @Test
  void anStsThatIsBusyMayBeAskedAgain() throws IOException {
    setWebIdentity();
    for (Reply busy : List.of(Reply.of(503), Reply.error(400, "Throttling"))) {
      here.server.answering((request, number) -> busy);
      assertThatThrownBy(here::fetch)
          .isInstanceOfSatisfying(
              DriverException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(Kind.UNAVAILABLE));
    }
    here.server.close();
    assertThatThrownBy(here::fetch)
        .isInstanceOfSatisfying(
            DriverException.class, e -> assertThat(e.failure().kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining("the web identity of the environment: AssumeRoleWithWebIdentity at")
        .hasMessageContaining("no connection to");
  }

  @Test
  void aTokenFileIsNamedInErrors() throws IOException {
    setWebIdentity();
    here.with("AWS_WEB_IDENTITY_TOKEN_FILE", folder.resolve("none").toString());
    assertThatThrownBy(here::fetch)
        .hasMessage(
            "the web identity of the environment: the token file "
                + folder.resolve("none")
                + " cannot be read: NoSuchFileException");
    here.with("AWS_WEB_IDENTITY_TOKEN_FILE", here.file("empty", " \n").toString());
    assertThatThrownBy(here::fetch).hasMessageEndingWith("empty is empty");
  }

  @Test
  void tokensDoNotLeaveTheMachineInTheClear() throws IOException {
    setWebIdentity();
    here.with("AWS_ENDPOINT_URL_STS", "http://sts.example.com");
    assertThatThrownBy(here::fetch)
        .hasMessageStartingWith(
            "the endpoint of STS would send credentials over the network without TLS");
  }

  // ---------------------------------------------------------------- containers

  @Test
  void aContainerIsAskedWithItsToken() throws IOException {
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", here.url() + "/v1/credentials?x=1")
        .with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "plain-token");
    here.server.answering((request, number) -> Surroundings.json("container"));
    assertThat(here.fetch())
        .isEqualTo(
            new AwsCredentials(
                "container",
                "service-secret",
                "service-token",
                Instant.parse("2026-11-01T13:00:00Z")));
    assertThat(here.server.received().get(0)).hasToString("GET /v1/credentials?x=1");
    assertThat(here.server.received().get(0).header("authorization")).isEqualTo("plain-token");
    here.with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", here.file("t", "of-file\n").toString());
    assertThat(here.fetch().accessKey()).isEqualTo("container");
    assertThat(here.server.received().get(1).header("authorization")).isEqualTo("of-file");
  }

  @Test
  void aContainersTokenCannotBeginAnotherHeader() {
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", here.url() + "/c")
        .with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nX-Evil: b");
    assertThatThrownBy(here::fetch)
        .hasMessage("the container's credentials: the authorization token is no header's value");
    assertThat(here.server.received()).isEmpty();
  }

  @Test
  void aContainerIsAskedInTheClearOnTheSameMachineOnly() {
    for (String url :
        List.of(
            "http://example.com/c", "http://169.254.170.3/c", "http://127.0.0.1.example.com/c")) {
      here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", url);
      assertThatThrownBy(() -> here.fetch(Map.of("allow_http", true)))
          .as(url)
          .hasMessageStartingWith(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI would send credentials over the network");
    }
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "no url");
    assertThatThrownBy(here::fetch)
        .hasMessageStartingWith("AWS_CONTAINER_CREDENTIALS_FULL_URI is no URL");
    here.with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", ".example.com/");
    assertThatThrownBy(here::fetch)
        .hasMessage("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with a slash");
  }

  @Test
  void theAddressesOfEcsAndEksAreTrusted() throws IOException {
    for (String host : List.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost")) {
      assertThat(CredentialsHttp.uri("x", "http://" + host, CredentialsHttp.PlainHttp.LOCAL))
          .hasHost(host);
    }
  }

  @Test
  void whatAContainerAnswersIsChecked() {
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", here.url() + "/c");
    Map<String, String> problems =
        Map.of(
            "<html>AKIASECRET</html>", "the container's credentials gave no JSON object",
            "[1]", "the container's credentials gave no JSON object",
            "{\"AccessKeyId\": \"a\"", "the container's credentials gave no JSON object",
            "{\"AccessKeyId\": \"a\"}", "the container's credentials gave no SecretAccessKey",
            "{\"AccessKeyId\": \"a\", \"SecretAccessKey\": \"s\", \"Expiration\": \"soon\"}",
                "the container's credentials gave an Expiration that is no time");
    problems.forEach(
        (body, problem) -> {
          here.server.answering((request, number) -> Reply.xml(body));
          assertThatThrownBy(here::fetch).as(body).hasMessage(problem);
        });
    here.server.answering((request, number) -> Reply.of(403));
    assertThatThrownBy(here::fetch).hasMessageEndingWith("answered 403");
    here.server.answering((request, number) -> Reply.xml("x".repeat(300_000)));
    assertThatThrownBy(here::fetch).hasMessageContaining("is longer than any credentials");
  }

  // ---------------------------------------------------------------- instances

  private void answerAsInstance() {
    here.server.answering(
        (request, number) -> {
          if (request.target().equals("/latest/api/token")) {
            boolean right =
                request.method().equals("PUT")
                    && "21600".equals(request.header("x-aws-ec2-metadata-token-ttl-seconds"));
            return right ? Reply.xml("metadata-token") : Reply.of(400);
          }
          if (!"metadata-token".equals(request.header("x-aws-ec2-metadata-token"))) {
            return Reply.of(401);
          }
          return request.target().equals(ROLES)
              ? Reply.xml("my-role\n")
              : Surroundings.json("instance");
        });
  }

  @Test
  void anInstanceIsAskedInVersionTwo() throws IOException {
    answerAsInstance();
    assertThat(here.fetch())
        .isEqualTo(
            new AwsCredentials(
                "instance",
                "service-secret",
                "service-token",
                Instant.parse("2026-11-01T13:00:00Z")));
    assertThat(here.server.received())
        .extracting(FakeS3.Received::toString)
        .containsExactly("PUT /latest/api/token", "GET " + ROLES, "GET " + ROLES + "my-role");
  }

  @Test
  void theFirstVersionIsNeverSpoken() {
    for (int status : List.of(403, 404, 405)) {
      here.server.forget();
      here.server.answering((request, number) -> Reply.of(status));
      assertThatThrownBy(here::fetch)
          .hasMessageContaining(
              "the instance metadata: "
                  + here.url()
                  + " gives no token of version 2: it answered "
                  + status);
      assertThat(here.server.received()).hasSize(1);
    }
  }

  @Test
  void anInstanceIsAskedTwiceAtMost() throws IOException {
    here.server.answering((request, number) -> Reply.of(500));
    assertThatThrownBy(here::fetch)
        .isInstanceOfSatisfying(
            DriverException.class, e -> assertThat(e.failure().kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessage("the instance metadata answered 500");
    assertThat(here.server.received()).hasSize(2);
  }

  @Test
  void anInstanceWithoutARoleHasNone() {
    here.server.answering(
        (request, number) -> request.method().equals("PUT") ? Reply.xml("t") : Reply.of(404));
    assertThatThrownBy(here::fetch)
        .hasMessageContaining("the instance metadata: the instance has no role");
  }

  @Test
  void anInstanceThatSaysNoIsBelieved() {
    here.server.answering(
        (request, number) ->
            switch (request.target()) {
              case "/latest/api/token" -> Reply.xml("t");
              case ROLES -> Reply.xml("r");
              default -> Reply.xml("{\"Code\": \"AssumeRoleUnauthorizedAccess\"}");
            });
    assertThatThrownBy(here::fetch)
        .hasMessage("the instance metadata said AssumeRoleUnauthorizedAccess");
  }

  @Test
  void whereNobodyListensThereIsNoInstance() {
    here.server.close();
    assertThatThrownBy(here::fetch)
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Kind.PERMISSION_DENIED))
        .hasMessageContaining("the instance metadata: " + here.url() + " does not answer");
  }

  @Test
  void anInstanceIsNotAskedOverTheNetworkUnlessAllowed() {
    here.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://metadata.invalid/");
    assertThatThrownBy(here::fetch)
        .hasMessageStartingWith(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT would send credentials over the network");
    assertThatThrownBy(() -> here.fetch(Map.of("allow_http", true)))
        .hasMessageContaining("http://metadata.invalid does not answer");
  }
}
