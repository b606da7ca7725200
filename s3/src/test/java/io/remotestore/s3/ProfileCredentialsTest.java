package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Failure.Kind;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileCredentialsTest {
  @TempDir private Path folder;
  private Surroundings here;

  @BeforeEach
  void open() throws IOException {
    here = new Surroundings(folder);
    here.with("AWS_ENDPOINT_URL_STS", here.url());
    here.server.answering((request, number) -> Surroundings.role("role" + number));
  }

  @AfterEach
  void close() {
    here.close();
  }

  private String body(int request) {
    return here.server.received().get(request).body();
  }

  private String signer(int request) {
    String header = here.server.received().get(request).header("authorization");
    assertThat(header).isNotNull();
    return String.valueOf(header)
        .replaceFirst("^AWS4-HMAC-SHA256 Credential=", "")
        .replaceFirst(", .*", "");
  }

  @Test
  void keysStandInEitherFile() throws IOException {
    here.credentials("[a]\naws_access_key_id = ka\naws_secret_access_key = sa\n");
    here.config(
        """
        [profile a]
        aws_access_key_id = other
        [profile b]
        aws_access_key_id = kb
        aws_secret_access_key = sb
        aws_session_token = tb
        """);
    assertThat(here.fetch("a")).isEqualTo(AwsCredentials.of("ka", "sa"));
    assertThat(here.fetch("b")).isEqualTo(new AwsCredentials("kb", "sb", "tb", null));
    assertThat(here.with("AWS_PROFILE", "b").fetch().accessKey()).isEqualTo("kb");
  }

  @Test
  void marksAndBlanksOfEditorsAreNoPartOfASetting() throws IOException {
    String blank = "\u00a0";
    here.credentials(
        "\ufeff[a]\naws_access_key_id"
            + blank
            + "="
            + blank
            + "ka"
            + blank
            + "\r\naws_secret_access_key = sa\u202f # mine\naws_session_token =\n");
    assertThat(here.fetch("a")).isEqualTo(AwsCredentials.of("ka", "sa"));
    here.config("\ufeff[profile c]\naws_access_key_id = kc\naws_secret_access_key = sc\n");
    assertThat(here.fetch("c")).isEqualTo(AwsCredentials.of("kc", "sc"));
    here.with("AWS_ACCESS_KEY_ID", blank + "ke" + blank)
        .with("AWS_SECRET_ACCESS_KEY", "se\u200b")
        .with("AWS_SESSION_TOKEN", blank);
    assertThat(here.fetch()).isEqualTo(AwsCredentials.of("ke", "se"));
  }

  @Test
  void anEmptySettingSaysNothing() throws IOException {
    here.credentials("[a]\naws_access_key_id = ka\naws_secret_access_key = sa\nrole_arn =\n");
    assertThat(here.fetch("a")).isEqualTo(AwsCredentials.of("ka", "sa"));
    assertThat(new AwsCredentials("k", "s", "", null)).isEqualTo(AwsCredentials.of("k", "s"));
    assertThat(
            here.open(Map.of("key", "k", "secret", "s", "session_token", ""))
                .credentials(new FreeCall()))
        .isEqualTo(AwsCredentials.of("k", "s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/opt/get \"a #b\" c # comment | /opt/get \"a #b\" c",
        "/opt/get 'a ;b' c ; comment    | /opt/get 'a ;b' c",
        "/opt/get \"a \\\" #b\" c       | /opt/get \"a \\\" #b\" c",
        "/opt/get joe's # comment      | /opt/get joe's",
        "/opt/get a#b                  | /opt/get a#b",
      })
  void aSignOfCommentsInQuotesIsPartOfACommand(String line, String command) throws IOException {
    here.config("[profile a]\ncredential_process = " + line + "\n");
    assertThat(here.environment("a").profiles().settings("a"))
        .containsEntry("credential_process", command);
  }

  @Test
  void quotesHoldNoCommentOfOtherSettings() throws IOException {
    here.config("[profile 'a #b']\nregion = joe's # it is joe's\n");
    assertThat(here.environment("a #b").region()).isEqualTo("joe's");
  }

  @Test
  void aProfileThatIsNamedMustBeThere() throws IOException {
    here.with("AWS_PROFILE", "nobody");
    assertThatThrownBy(here::fetch).hasMessageStartingWith("there is no profile 'nobody' (in");
    here.config("[profile nobody]\nregion = x\n");
    assertThatThrownBy(here::fetch)
        .hasMessage(
            "the profile 'nobody' of the file " + here.configFile() + " holds no credentials");
    here.config("[profile nobody]\naws_access_key_id = x\n");
    assertThatThrownBy(here::fetch)
        .hasMessageEndingWith(here.configFile() + " has no aws_secret_access_key");
  }

  // ---------------------------------------------------------------- roles

  @Test
  void aRoleIsTakenOnByItsSource() throws IOException {
    here.credentials("[base]\naws_access_key_id = kb\naws_secret_access_key = sb\n");
    here.config(
        """
        [profile dev]
        role_arn = arn:aws:iam::1:role/dev
        source_profile = base
        external_id = ext=1
        role_session_name = me
        duration_seconds = 900
        region = eu-west-1
        """);
    assertThat(here.fetch("dev"))
        .isEqualTo(
            new AwsCredentials(
                "role1", "role-secret", "role&token", Instant.parse("2026-11-01T13:00:00Z")));
    assertThat(body(0))
        .isEqualTo(
            "Action=AssumeRole&DurationSeconds=900&ExternalId=ext%3D1"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fdev&RoleSessionName=me"
                + "&Version=2011-06-15");
    assertThat(signer(0)).isEqualTo("kb/20261101/eu-west-1/sts/aws4_request");
  }

  @Test
  void rolesMakeChains() throws IOException {
    here.credentials("[base]\naws_access_key_id = kb\naws_secret_access_key = sb\n");
    here.config(
        """
        [profile last]
        role_arn = arn:last
        source_profile = middle
        [profile middle]
        role_arn = arn:middle
        source_profile = base
        """);
    assertThat(here.fetch("last").accessKey()).isEqualTo("role2");
    assertThat(body(0)).contains("RoleArn=arn%3Amiddle");
    assertThat(body(0)).contains("RoleSessionName=remote-store-1793534400000");
    assertThat(signer(0)).startsWith("kb/");
    assertThat(body(1)).contains("RoleArn=arn%3Alast");
    assertThat(signer(1)).startsWith("role1/");
    assertThat(here.server.received().get(1).header("x-amz-security-token"))
        .isEqualTo("role&token");
  }

  @Test
  void aProfileWithKeysCanBeItsOwnSource() throws IOException {
    here.credentials(
        """
        [dev]
        aws_access_key_id = kd
        aws_secret_access_key = sd
        role_arn = arn:dev
        source_profile = dev
        """);
    assertThat(here.fetch("dev").accessKey()).isEqualTo("role1");
    assertThat(signer(0)).startsWith("kd/");
  }

  @Test
  void circlesAreRefused() throws IOException {
    here.config(
        """
        [profile a]
        role_arn = arn:a
        source_profile = b
        [profile b]
        role_arn = arn:b
        source_profile = a
        [profile self]
        role_arn = arn:self
        source_profile = self
        """);
    assertThatThrownBy(() -> here.fetch("a"))
        .hasMessageEndingWith("source_profile goes round in a circle: a > b > a");
    assertThatThrownBy(() -> here.fetch("self"))
        .hasMessageEndingWith("source_profile goes round in a circle: self > self");
    assertThat(here.server.received()).isEmpty();
  }

  @Test
  void whatMakesNoRoleIsRefused() throws IOException {
    here.credentials("[base]\naws_access_key_id = kb\naws_secret_access_key = sb\n");
    Map<String, String> problems =
        Map.of(
            "source_profile = base\nmfa_serial = arn:mfa",
                "needs an MFA code (mfa_serial), which this library cannot read: get temporary"
                    + " credentials with another tool, or give a CredentialsProvider of your own as"
                    + " option 'credentials'",
            "source_profile = base\ncredential_source = Environment",
                "has both source_profile and credential_source: one of them goes with role_arn",
            "",
                "has a role_arn, and none of source_profile, credential_source and"
                    + " web_identity_token_file: set one of them",
            "source_profile = none", "source_profile names the profile 'none', which is not there",
            "source_profile = bare",
                "its source, the profile 'bare' of the file "
                    + here.configFile()
                    + ", holds no credentials",
            "credential_source = Moon",
                "credential_source is 'Moon', which is none of Ec2InstanceMetadata, EcsContainer,"
                    + " Environment",
            "credential_source = EcsContainer",
                "credential_source is EcsContainer: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
                    + " nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set");
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      here.config(
          "[profile bare]\nregion = x\n[profile dev]\nrole_arn = arn:dev\n" + problem.getKey());
      assertThatThrownBy(() -> here.fetch("dev"))
          .as(problem.getKey())
          .hasMessageStartingWith("the profile 'dev' of the file " + here.configFile())
          .hasMessageEndingWith(problem.getValue());
    }
    assertThat(here.server.received()).isEmpty();
  }

  @Test
  void aRoleCanBeTakenOnByWhatTheMachineIs() throws IOException {
    here.config(
        """
        [profile e]
        role_arn = arn:e
        credential_source = Environment
        [profile c]
        role_arn = arn:c
        credential_source = EcsContainer
        [profile i]
        role_arn = arn:i
        credential_source = Ec2InstanceMetadata
        """);
    here.with("AWS_ACCESS_KEY_ID", "ke").with("AWS_SECRET_ACCESS_KEY", "se");
    here.with("AWS_CONTAINER_CREDENTIALS_FULL_URI", here.url() + "/container");
    here.server.answering(
        (request, number) ->
            switch (request.target()) {
              case "/" -> Surroundings.role("role");
              case "/latest/api/token" -> Reply.xml("t");
              case "/latest/meta-data/iam/security-credentials/" -> Reply.xml("r");
              case "/container" -> Surroundings.json("container");
              default -> Surroundings.json("instance");
            });
    Map<String, String> by = Map.of("e", "ke/", "c", "container/", "i", "instance/");
    for (Map.Entry<String, String> each : by.entrySet()) {
      here.server.forget();
      assertThat(here.fetch(each.getKey()).accessKey()).isEqualTo("role");
      assertThat(signer(here.server.received().size() - 1)).startsWith(each.getValue());
    }
  }

  @Test
  void aRoleCanBeTakenOnByAToken() throws IOException {
    here.config(
        """
        [profile w]
        role_arn = arn:w
        role_session_name = me
        web_identity_token_file = %s
        """
            .formatted(here.file("token", "web-token")));
    assertThat(here.fetch("w").accessKey()).isEqualTo("role1");
    assertThat(body(0)).contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=web-token");
    assertThat(here.server.received().get(0).header("authorization")).isNull();
  }

  @Test
  void aRefusedRoleIsNamed() throws IOException {
    here.credentials("[base]\naws_access_key_id = kb\naws_secret_access_key = sb\n");
    here.config("[profile dev]\nrole_arn = arn:dev\nsource_profile = base\n");
    here.server.answering((request, number) -> Reply.error(403, "AccessDenied"));
    assertThatThrownBy(() -> here.fetch("dev"))
        .hasMessage(
            "the profile 'dev' of the file "
                + here.configFile()
                + ": AssumeRole at "
                + here.url()
                + " answered 403 AccessDenied: no");
    here.server.answering((request, number) -> Reply.xml("<a><AccessKeyId>k</AccessKeyId></a>"));
    assertThatThrownBy(() -> here.fetch("dev")).hasMessageEndingWith("gave no SecretAccessKey");
  }

  // ---------------------------------------------------------------- programs

  private void program(String script) throws IOException {
    assumeThat(File.separatorChar)
        .as("credential_process is tested with sh, which Windows does not have")
        .isEqualTo('/');
    Path file = here.file("get credentials.sh", script);
    here.config("[profile p]\ncredential_process = sh \"" + file + "\" 'an argument'\n");
  }

  @Test
  void aProgramPrintsCredentials() throws IOException {
    program(
        """
        test "$1" = 'an argument' || exit 9
        echo 'this is not for anyone' >&2
        echo '{"Version": 1, "AccessKeyId": "kp", "SecretAccessKey": "sp",'
        echo ' "SessionToken": "tp", "Expiration": "2026-11-01T13:00:00Z"}'
        """);
    assertThat(here.fetch("p"))
        .isEqualTo(new AwsCredentials("kp", "sp", "tp", Instant.parse("2026-11-01T13:00:00Z")));
  }

  @Test
  void aProgramThatFailsIsNamedWithoutWhatItSays() throws IOException {
    program("echo 'log on first' >&2; echo hidden-details >&2; echo hidden-output; exit 3");
    assertThatThrownBy(() -> here.fetch("p"))
        .hasMessage(
            "the profile 'p' of the file "
                + here.configFile()
                + ": credential_process ended with 3; run it by hand to see its output");
    program("head -c 1000000 /dev/zero >&2; exit 1");
    assertThatThrownBy(() -> here.fetch("p"))
        .hasMessageContaining("credential_process ended with 1; run it by hand");
  }

  @Test
  void whatAProgramPrintsIsChecked() throws IOException {
    Map<String, String> problems =
        Map.of(
            "echo hidden",
            "credential_process gave no JSON object",
            "echo '{\"Version\": 2, \"AccessKeyId\": \"a\", \"SecretAccessKey\": \"hidden\"}'",
            "credential_process gave no credentials of Version 1",
            "echo '{\"Version\": 1, \"SecretAccessKey\": \"hidden\"}'",
            "credential_process gave no AccessKeyId");
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      program(problem.getKey());
      assertThatThrownBy(() -> here.fetch("p"))
          .hasMessageEndingWith(problem.getValue())
          .hasMessageNotContaining("hidden");
    }
    here.config("[profile p]\ncredential_process = /nowhere/at-all --secret hidden\n");
    assertThatThrownBy(() -> here.fetch("p"))
        .hasMessageEndingWith(": credential_process cannot be started: /nowhere/at-all");
    here.config("[profile p]\ncredential_process = sh 'hidden\n");
    assertThatThrownBy(() -> here.fetch("p"))
        .hasMessageEndingWith(": credential_process: a quote in the command is not closed");
  }

  @Test
  void aProgramThatDoesNotEndIsKilled() throws IOException {
    program("exec sleep 1000");
    String command = "sh '" + folder.resolve("get credentials.sh") + "'";
    assertThatThrownBy(
            () ->
                new CredentialProcess(Duration.ofMillis(50))
                    .run("the profile", command, new FreeCall()))
        .isInstanceOfSatisfying(
            DriverException.class, e -> assertThat(e.failure().kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessage("the profile: credential_process did not end within 50 ms");
  }

  @Test
  void aProgramEndsWithItsCall() throws Exception {
    Path started = folder.resolve("started");
    program("echo x > '" + started + "'; exec sleep 1000");
    String command = "sh '" + folder.resolve("get credentials.sh") + "'";
    EndingCall call = new EndingCall();
    FutureTask<AwsCredentials> task =
        new FutureTask<>(
            () -> new CredentialProcess(Duration.ofMinutes(5)).run("x", command, call));
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (!Files.exists(started)) {
      assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
    }
    call.end();
    assertThatThrownBy(task::get)
        .hasCauseInstanceOf(io.remotestore.DeadlineExceededException.class);
  }

  // ---------------------------------------------------------------- what others serve

  @Test
  void singleSignOnNeedsAnotherModule() throws IOException {
    here.config("[profile s]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n");
    assertThatThrownBy(() -> here.fetch("s"))
        .hasMessage(
            "the profile 's' of the file "
                + here.configFile()
                + " signs on by SSO, which needs the module remote-store-s3-aws-sdk on the class"
                + " path, or a CredentialsProvider of your own as option 'credentials'");
  }

  @Test
  void anotherModuleServesWhatThisOneDoesNot() throws IOException {
    here.config("[profile s]\nsso_session = corp\n");
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    final class Other implements CredentialsProvider, Closeable {
      @Override
      public AwsCredentials credentials() {
        return AwsCredentials.of("sso", "hidden");
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
    ProfileCredentials profile =
        profile(
            (name, credentials, config) -> {
              opened.incrementAndGet();
              assertThat(List.of(name, credentials, config))
                  .isEqualTo(List.of("s", here.credentialsFile(), here.configFile()));
              return new Other();
            });
    Instant soon = MovableClock.START.plus(Duration.ofMinutes(2));
    for (int i = 0; i < 2; i++) {
      assertThat(profile.fetch(new FreeCall()))
          .as("asked again soon, as it says no end")
          .isEqualTo(new AwsCredentials("sso", "hidden", null, soon));
    }
    profile.close();
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void anotherModulesErrorNamesTheProfile() throws IOException {
    here.config("[profile s]\nsso_session = corp\n");
    assertThatThrownBy(
            () ->
                profile(
                        (name, credentials, config) -> {
                          throw new IllegalStateException("log on again");
                        })
                    .fetch(new FreeCall()))
        .hasMessage("the profile 's' of the file " + here.configFile() + ": log on again");
  }

  private ProfileCredentials profile(@Nullable ProfileCredentialsFactory others) {
    AwsEnvironment environment = here.environment("s");
    CredentialsHttp http =
        new CredentialsHttp(
            to -> {
              throw new AssertionError(to);
            });
    return new ProfileCredentials(
        environment,
        new StsClient(environment, null, http, CredentialsHttp.PlainHttp.LOCAL),
        new CredentialProcess(Duration.ofSeconds(1)),
        Map.of(),
        () -> others);
  }
}
