package io.remotestore.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages call by name in running text is there under that name. */
final class NamesTest {
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern NAME = Pattern.compile("\\b([A-Z]\\w+(?:\\.[A-Z]\\w+)?)[.#](\\w+)");
  private static final Pattern EXCEPTION = Pattern.compile("\\b[A-Z]\\w+Exception\\b");
  private static final List<String> PACKAGES =
      List.of("", ".config", ".spi", ".testkit", ".local", ".memory", ".examples");

  @Test
  void typesAndTheirMembersExist() {
    List<String> missing = new ArrayList<>();
    int checked = 0;
    for (Page page : Page.all()) {
      for (MatchResult code : CODE.matcher(page.prose()).results().toList()) {
        for (MatchResult name : NAME.matcher(code.group(1)).results().toList()) {
          Class<?> type = type(name.group(1));
          if (type != null) {
            checked++;
            if (!hasMember(type, name.group(2))) {
              missing.add(page + ": " + name.group());
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(checked).isGreaterThan(100);
  }

  @Test
  void exceptionsExist() {
    List<String> missing = new ArrayList<>();
    for (Page page : Page.all()) {
      for (MatchResult code : CODE.matcher(page.prose()).results().toList()) {
        EXCEPTION
            .matcher(code.group(1))
            .results()
            .map(MatchResult::group)
            .filter(name -> type(name) == null && !isOfTheJdk(name))
            .forEach(name -> missing.add(page + ": " + name));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isOfTheJdk(String name) {
    return Stream.of("java.lang.", "java.io.", "java.util.").anyMatch(p -> found(p + name) != null);
  }

  /** The type of that name in the packages that users see, or null. */
  static @org.jspecify.annotations.Nullable Class<?> type(String name) {
    for (String in : PACKAGES) {
      Class<?> type = found("io.remotestore" + in + "." + name.replace('.', '$'));
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  private static @org.jspecify.annotations.Nullable Class<?> found(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return null;
    }
  }

  static boolean hasMember(Class<?> type, String name) {
    Stream<Member> members =
        Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()));
    return members.anyMatch(member -> member.getName().equals(name))
        || Stream.of(type.getDeclaredClasses()).anyMatch(c -> c.getSimpleName().equals(name))
        || name.equals("java");
  }
}
