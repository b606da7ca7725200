package io.remotestore.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "secret",
        "password",
        "account_key",
        "sas_token",
        "connection_string",
        "client_secret",
        "client_certificate",
        "secret_key",
        "access_key",
        "token",
        "session_token",
        "passphrase",
        "private_key",
        "Authorization",
        "AccountKey",
        "accessKey",
        "aws_secret_access_key",
        "db.password",
        "X-Api-Key",
        "apikey",
        "pwd",
        "sig",
        "credential"
      })
  void knowsSecrets(String name) {
    assertThat(SensitiveNames.test(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket",
        "root",
        "known_host_keys",
        "host_keys_path",
        "key_filename",
        "region_name",
        "monkey",
        "url",
        "timeout",
        "endpoint_url",
        "base_path"
      })
  void leavesOthersAlone(String name) {
    assertThat(SensitiveNames.test(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"headers", "http_headers", "defaultHeaders"})
  void knowsHeaders(String name) {
    assertThat(SensitiveNames.holdsHeaders(name)).isTrue();
  }
}
