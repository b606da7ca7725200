package io.remotestore.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The public API as text, checked in, so that every change of it shows in a diff. Run with {@code
 * -Dupdate=true} to write it anew.
 */
final class PublicApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "core; io.remotestore io.remotestore.config io.remotestore.spi io.remotestore.local io.remotestore.memory",
        "testkit; io.remotestore.testkit",
        "config; io.remotestore.config.toml io.remotestore.config.yaml io.remotestore.config.json",
        "transport; io.remotestore.transport",
        "http; io.remotestore.http",
        "s3; io.remotestore.s3"
      })
  void isWhatIsCheckedIn(String file, String packages) throws IOException {
    Path path = Path.of("../docs/api").resolve(file + ".txt");
    String actual = dump(Arrays.asList(packages.split(" ", -1)));
    if (Boolean.getBoolean("update")) {
      Files.writeString(path, actual);
    }
    assertThat(actual)
        .as("%s changed; if it was meant to, run with -Dupdate=true and commit the diff", path)
        .isEqualTo(Files.readString(path));
  }

  private static String dump(List<String> packages) {
    StringBuilder out = new StringBuilder();
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(packages).stream()
            .filter(type -> packages.contains(type.getPackageName()))
            .map(JavaClass::reflect)
            .filter(PublicApiTest::isPublic)
            .sorted(Comparator.comparing(Class::getName))
            .forEach(type -> describe(type, out));
    return out.toString();
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> owner = type.getDeclaringClass();
    return Modifier.isPublic(type.getModifiers()) && (owner == null || isPublic(owner));
  }

  private static void describe(Class<?> type, StringBuilder out) {
    String supers =
        Arrays.stream(type.getGenericInterfaces())
            .map(Object::toString)
            .map(PublicApiTest::brief)
            .sorted()
            .collect(Collectors.joining(", "));
    String base =
        type.getSuperclass() == null || type.getSuperclass() == Object.class
            ? ""
            : " extends " + brief(type.getGenericSuperclass().toString());
    out.append(
            brief(type.toGenericString())
                .replaceFirst("\\b(non-)?sealed ", "")) // JDK 17 leaves it out
        .append(type.isSealed() ? " (sealed)" : "")
        .append(base)
        .append(supers.isEmpty() ? "" : " : " + supers)
        .append('\n');
    TreeSet<String> members = new TreeSet<>(members(type));
    members.forEach(member -> out.append("  ").append(member).append('\n'));
    out.append('\n');
  }

  private static List<String> members(Class<?> type) {
    List<String> members = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (isApi(field.getModifiers(), field.isSynthetic())) {
        members.add(brief(field.toGenericString()));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isApi(constructor.getModifiers(), constructor.isSynthetic())) {
        members.add(brief(constructor.toGenericString()));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isApi(method.getModifiers(), method.isSynthetic())) {
        members.add(brief(method.toGenericString()));
      }
    }
    return members;
  }

  private static boolean isApi(int modifiers, boolean synthetic) {
    return !synthetic && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
  }

  private static String brief(String text) {
    return text.replace("java.lang.", "").replace("java.util.", "").replace("io.remotestore.", "");
  }
}
