package io.remotestore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void neverPrintsItsText() {
    assertThat(Secret.of("hunter2")).hasToString("***");
    assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
    assertThat(Secret.ofUrl("ftp://u:hunter2@h/x")).hasToString("ftp://u:***@h/x");
    assertThat(Secret.ofUrl("ftp://u:hunter2@h/x").reveal()).isEqualTo("ftp://u:hunter2@h/x");
  }

  @Test
  void isEqualByItsText() {
    assertThat(Secret.of("a")).isEqualTo(Secret.ofUrl("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    assertThat(Secret.of("").isEmpty()).isTrue();
    assertThat(Secret.of("a").isEmpty()).isFalse();
    assertThat(Secret.of("a")).isNotInstanceOf(Serializable.class);
  }
}
