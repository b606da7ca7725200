package io.remotestore.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.spi.Driver;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptDriverTest {

  /** A method that is not passed on would answer with its default, and lose a feature. */
  @Test
  void passesOnEveryMethodOfADriver() {
    List<String> missing = new ArrayList<>();
    for (Method method : Driver.class.getMethods()) {
      boolean declared =
          Arrays.stream(PromptDriver.class.getDeclaredMethods())
              .anyMatch(
                  own ->
                      own.getName().equals(method.getName())
                          && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
      if (!declared && !Modifier.isStatic(method.getModifiers())) {
        missing.add(method.toString());
      }
    }
    assertThat(missing).isEmpty();
  }
}
