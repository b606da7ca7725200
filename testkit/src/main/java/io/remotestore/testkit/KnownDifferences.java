package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * What a server is known to get wrong: the tests of a suite that fail on it, with the reason. Such
 * a test must go on failing: when it passes, the server has changed, and the list has to.
 *
 * <p>Registered as a static extension of a subclass of {@link StoreContractSuite}. Tests are named
 * by their area and method, such as {@code Lists.orderIsThatOfUtf8Bytes}. Immutable.
 */
public final class KnownDifferences implements InvocationInterceptor, BeforeAllCallback {

  /** How sure a test is to fail. */
  private enum Certainty {
    ALWAYS,
    SOMETIMES
  }

  private record Difference(Certainty certainty, String reason) {}

  private final Map<String, Difference> differences;

  private KnownDifferences(Map<String, Difference> differences) {
    this.differences = differences;
  }

  /** Returns the list that names no test. */
  public static KnownDifferences none() {
    return new KnownDifferences(Map.of());
  }

  /** Adds a test that fails. */
  public KnownDifferences fails(String test, String reason) {
    return with(test, new Difference(Certainty.ALWAYS, reason));
  }

  /**
   * Adds a test of a race, which fails unless luck will have it. Show what the server gets wrong in
   * a test of your own that does not depend on luck.
   */
  public KnownDifferences failsByChance(String test, String reason) {
    return with(test, new Difference(Certainty.SOMETIMES, reason));
  }

  private KnownDifferences with(String test, Difference difference) {
    if (difference.reason().isBlank()) {
      throw new IllegalArgumentException("no reason why " + test + " fails");
    }
    Map<String, Difference> all = new TreeMap<>(differences);
    all.put(test, difference);
    return new KnownDifferences(all);
  }

  /** Checks that there is a test of each name. */
  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> suite = context.getRequiredTestClass();
    if (suite.isMemberClass()) {
      return; // one area of it
    }
    check(suite);
  }

  void check(Class<?> suite) {
    for (String test : differences.keySet()) {
      assertThat(isTest(suite, test)).as("there is a test %s", test).isTrue();
    }
  }

  private static boolean isTest(Class<?> suite, String test) {
    return Stream.<Class<?>>iterate(suite, c -> c != null, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredClasses()))
        .flatMap(area -> methods(area).map(method -> area.getSimpleName() + "." + method))
        .anyMatch(test::equals);
  }

  private static Stream<String> methods(Class<?> area) {
    return Stream.<Class<?>>iterate(area, c -> c != null, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .map(Method::getName);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(name(method), invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(name(method), invocation);
  }

  private static String name(ReflectiveInvocationContext<Method> method) {
    return method.getTargetClass().getSimpleName() + "." + method.getExecutable().getName();
  }

  void run(String test, Invocation<@Nullable Void> invocation) throws Throwable {
    Difference difference = differences.get(test);
    if (difference == null) {
      invocation.proceed();
      return;
    }
    if (!fails(invocation) && difference.certainty() == Certainty.ALWAYS) {
      throw new AssertionError(
          test + " passes, although it was known to fail: " + difference.reason());
    }
  }

  private static boolean fails(Invocation<@Nullable Void> invocation) throws Throwable {
    try {
      invocation.proceed();
      return false;
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return true;
    }
  }
}
