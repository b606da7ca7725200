package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.ConfigException;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.GivenOptions;
import io.remotestore.spi.OptionSchema;
import io.remotestore.transport.HttpRequest.Reuse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a configuration and the environment say to trust. */
@Timeout(60)
final class TransportSettingsTest {
  private static final List<String> VARIABLES =
      List.of("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE");

  @TempDir private Path folder = Path.of("");

  private final Map<String, String> environment = new HashMap<>();

  private TransportOptions read(OptionSchema schema, Map<String, ?> options) {
    DriverContext context = DriverContext.system().withEnvironment(environment::get);
    Endpoint endpoint = new Endpoint(Endpoint.Security.TLS, "127.0.0.1", 443);
    return TransportSettings.read(
            schema.read(GivenOptions.of(options)).orThrow(), context, endpoint)
        .build();
  }

  private @Nullable Path bundle(Map<String, ?> options) {
    return read(TransportSettings.SCHEMA, options).tls().caBundle();
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), name);
  }

  @Test
  void withoutAnyItIsWhomTheJdkTrusts() {
    assertThat(bundle(Map.of())).isNull();
    assertThat(read(TransportSettings.SCHEMA, Map.of()).tls()).isEqualTo(TlsOptions.defaults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"})
  void eachVariableNamesWhomToTrust(String variable) throws Exception {
    TestKeys keys = TestKeys.make(folder, "server", "EC", "IP:127.0.0.1");
    environment.put(variable, keys.bundle().toString());
    try (ScriptedServer server =
            new ScriptedServer(
                TestTls.of(keys),
                exchange -> {
                  exchange.head();
                  exchange.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                  exchange.untilClosed();
                });
        Transport trusting = Transport.open(read(TransportSettings.SCHEMA, Map.of()));
        Transport other = Transport.open(TransportOptions.builder().build())) {
      HttpRequest get =
          new HttpRequest("GET", server.endpoint(), "/", Headers.create(), null, Reuse.ANY);
      try (HttpResponse response = trusting.send(get, new TestCall())) {
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("hi");
      }
      assertThatThrownBy(() -> other.send(get, new TestCall()))
          .as("without the variable")
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("no connection to " + server.endpoint());
    }
  }

  /** Each is taken away in turn, so that the next has its say. */
  @Test
  void theOptionComesFirstAndThenTheVariablesInTheirOrder() throws IOException {
    Path option = file("option");
    Map<String, Path> files = new HashMap<>();
    for (String variable : VARIABLES) {
      files.put(variable, file(variable));
      environment.put(variable, files.get(variable).toString());
    }
    assertThat(bundle(Map.of("tls_ca_bundle", option))).isEqualTo(option);
    assertThat(
            read(TransportSettings.SCHEMA_WITH_JAVA_BUNDLE, Map.of("tls_ca_bundle", option))
                .tls()
                .caBundle())
        .isEqualTo(option);
    for (String variable : VARIABLES) {
      assertThat(bundle(Map.of())).as(variable).isEqualTo(files.get(variable));
      environment.remove(variable);
    }
    assertThat(bundle(Map.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anEmptyVariableIsNone(String empty) throws IOException {
    Path last = file("last");
    environment.put("AWS_CA_BUNDLE", empty);
    environment.put("REQUESTS_CA_BUNDLE", empty);
    environment.put("SSL_CERT_FILE", last.toString());
    assertThat(bundle(Map.of())).isEqualTo(last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"})
  void aMissingFileIsToldUnderTheNameOfItsVariable(String variable) throws IOException {
    Path missing = folder.resolve("missing.pem");
    VARIABLES.forEach(each -> environment.put(each, folder.resolve("later").toString()));
    for (String before : VARIABLES) {
      if (before.equals(variable)) {
        break;
      }
      environment.remove(before);
    }
    environment.put(variable, missing.toString());
    assertThatThrownBy(() -> bundle(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the variable " + variable + ": there is no file " + missing);
    Path given = file("given");
    assertThat(bundle(Map.of("tls_ca_bundle", given))).as("nobody asks it").isEqualTo(given);
  }
}
