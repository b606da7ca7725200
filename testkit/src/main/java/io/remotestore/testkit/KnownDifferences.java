package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * <p>Registered as a static extension of a subclass of {@link StoreContractSuite}, or of a class
 * around such ones. Tests are named by their area and method, such as {@code
 * Lists.orderIsThatOfUtf8Bytes}. Immutable.
 */
public final class KnownDifferences implements InvocationInterceptor, BeforeAllCallback {

  /**
   * @param sayings what the failure says, one of them, where the test may pass by chance; none
   *     where it may not
   */
  private record Difference(Set<String> sayings, String reason) {
    boolean isCertain() {
      return sayings.isEmpty();
    }

    boolean explains(Throwable failure) {
      String text = text(failure);
      return isCertain() || sayings.stream().anyMatch(text::contains);
    }
  }

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
    return with(test, new Difference(Set.of(), reason));
  }

  /**
   * Adds a test that fails unless luck will have it, as those of races do. Show what goes wrong in
   * a test of your own that does not depend on luck.
   *
   * @param saying what its failure says, that of its causes included; it must not fail otherwise,
   *     unless it was added with something else that it may say
   */
  public KnownDifferences failsByChance(String test, String saying, String reason) {
    Set<String> sayings = new TreeSet<>(Set.of(saying));
    Difference known = differences.get(test);
    String reasons = reason;
    if (known != null) {
      sayings.addAll(known.sayings());
      reasons = known.reason() + "; " + reason;
    }
    return with(test, new Difference(sayings, reasons));
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
    if (StoreContractSuite.class.isAssignableFrom(suite)) { // not an area of it
      check(suite);
    }
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
    try {
      invocation.proceed();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      if (difference.explains(e)) {
        return;
      }
      throw e;
    }
    if (difference.isCertain()) {
      throw new AssertionError(
          test + " passes, although it was known to fail: " + difference.reason());
    }
  }

  private static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
