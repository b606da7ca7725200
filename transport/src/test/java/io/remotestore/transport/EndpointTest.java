package io.remotestore.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost", "http://a.localhost:1", "http://127.1.2.3", "http://[::1]:9"})
  void staysOnThisMachine(String url) {
    assertThat(Endpoint.of(URI.create(url)).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://127.example.com",
        "http://10.0.0.1",
        "http://[::2]"
      })
  void leavesThisMachine(String url) {
    assertThat(Endpoint.of(URI.create(url)).isLoopback()).isFalse();
  }
}
