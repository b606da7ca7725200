package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.spi.DriverContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile files, and what environment and profile say of region and endpoints. */
final class AwsEnvironmentTest {
  private final Map<String, String> variables = new HashMap<>();
  @TempDir private Path home;

  @BeforeEach
  void makeFolder() throws IOException {
    Path unused = Files.createDirectory(home.resolve(".aws"));
    variables.put("HOME", home.toString());
  }

  private AwsEnvironment environment(@Nullable String profile) {
    return new AwsEnvironment(DriverContext.system().withEnvironment(variables::get), profile);
  }

  private void write(String name, String text) throws IOException {
    Path unused = Files.writeString(home.resolve(".aws").resolve(name), text);
  }

  @Test
  void theRegionIsOfTheEnvironmentElseOfTheProfile() throws IOException {
    assertThat(environment(null).region()).isNull();
    write("config", "[default]\nregion = of-default\n[profile dev]\nregion = of-dev\n");
    assertThat(environment(null).region()).isEqualTo("of-default");
    assertThat(environment("dev").region()).isEqualTo("of-dev");
    variables.put("AWS_PROFILE", "dev");
    assertThat(environment(null).region()).isEqualTo("of-dev");
    assertThat(environment("default").region()).isEqualTo("of-default");
    variables.put("AWS_DEFAULT_REGION", "of-second");
    assertThat(environment(null).region()).isEqualTo("of-second");
    variables.put("AWS_REGION", " of-first ");
    assertThat(environment(null).region()).isEqualTo("of-first");
  }

  @Test
  void whatStandsInThePlaceOfAFileIsNoneUnlessItWasNamed() throws IOException {
    Path unused = Files.createDirectory(home.resolve(".aws/config"));
    assertThat(environment(null).region()).isNull();
    assertThat(environment(null).endpointUrl("s3")).isNull();
    Path file = Files.writeString(home.resolve("nothing"), "");
    variables.put("HOME", file.toString());
    assertThat(environment(null).region()).as("a file for a home").isNull();
    variables.put("AWS_CONFIG_FILE", home.resolve(".aws/config").toString());
    assertThatThrownBy(() -> environment(null).region())
        .hasMessageContaining(home.resolve(".aws/config") + " cannot be read");
    variables.put("AWS_CONFIG_FILE", home.resolve("missing").toString());
    assertThat(environment(null).region()).isNull();
  }

  @Test
  void theEndpointOfAServiceGoesBeforeTheOneOfAll() throws IOException {
    assertThat(environment("dev").endpointUrl("s3")).isNull();
    write(
        "config",
        """
        [profile dev]
        services = local
        endpoint_url = http://all
        [services local]
        s3 =
          endpoint_url = http://s3
          other = 1
        dynamodb =
          endpoint_url = http://dynamodb
        """);
    assertThat(environment("dev").endpointUrl("s3")).isEqualTo("http://s3");
    assertThat(environment("dev").endpointUrl("sts")).isEqualTo("http://all");
    variables.put("AWS_ENDPOINT_URL", "http://env-all");
    assertThat(environment("dev").endpointUrl("s3")).isEqualTo("http://env-all");
    variables.put("AWS_ENDPOINT_URL_S3", "http://env-s3");
    assertThat(environment("dev").endpointUrl("s3")).isEqualTo("http://env-s3");
    assertThat(environment("dev").endpointUrl("sts")).isEqualTo("http://env-all");
    variables.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assertThat(environment("dev").endpointUrl("s3")).isNull();
  }

  @Test
  void profilesAreReadAsToolsOfAwsReadThem() throws IOException {
    write(
        "config",
        """
        # a comment
        [default]
        region = lesser
        [profile default] ; goes before [default]
        Region = greater   # said why
        [profile "two words"]
        region=a#b
        region = last wins
        s3 =
            max_concurrent_requests = 20
        output = json
        [stray]
        nonsense
        [sso-session corp]
        region = never
        """);
    write("credentials", "[ two words ]\r\nregion = of credentials\r\n");
    ProfileFile files = environment(null).profiles();
    assertThat(files.settings("default")).containsExactly(Map.entry("region", "greater"));
    assertThat(files.settings("two words"))
        .containsEntry("region", "of credentials")
        .containsEntry("s3.max_concurrent_requests", "20")
        .containsEntry("output", "json");
    assertThat(files.has("corp")).isFalse();
    assertThat(files.describe("two words"))
        .isEqualTo(
            "the profile 'two words' of the files "
                + home.resolve(".aws/credentials")
                + " and "
                + home.resolve(".aws/config"));
  }

  @Test
  void aHashWithinAValueBelongsToIt() throws IOException {
    write("credentials", "[default]\naws_secret_access_key = a#b;c/d+e=\n");
    assertThat(environment(null).profiles().settings("default"))
        .containsEntry("aws_secret_access_key", "a#b;c/d+e=");
  }

  @Test
  void filesElsewhereAreFound() throws IOException {
    Path unused = Files.writeString(home.resolve("mine"), "[default]\nregion = mine\n");
    variables.put("AWS_CONFIG_FILE", "~/mine");
    assertThat(environment(null).region()).isEqualTo("mine");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path file = home.resolve(".aws/config");
    Path unused =
        Files.write(file, "[default]\nregion = \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> environment(null).region())
        .isInstanceOf(IOException.class)
        .hasMessage("the file " + file + " cannot be read: MalformedInputException");
  }
}
