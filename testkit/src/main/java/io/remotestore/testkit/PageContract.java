package io.remotestore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.Capability;
import io.remotestore.ListOptions;
import io.remotestore.Page;
import io.remotestore.PathEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings page by page. */
public abstract class PageContract extends StoreContract {

  private List<String> pages(String path, ListOptions options, List<Integer> sizes) {
    List<String> all = new ArrayList<>();
    String token = null;
    do {
      Page<PathEntry> page =
          store().listPage(path, token == null ? options : options.withResumeToken(token));
      page.items().forEach(entry -> all.add(entry.path()));
      sizes.add(page.items().size());
      token = page.resumeToken();
    } while (token != null);
    return all;
  }

  @ParameterizedTest
  @CsvSource({"11,5", "10,5", "6,5", "5,5", "1,5", "0,5", "3,1"})
  void pagesAddUp(int count, int pageSize) {
    if (!supports(Capability.LIST_FROM_KEY)) {
      refused(Capability.LIST_FROM_KEY, () -> store().listPage("", ListOptions.direct()));
      return;
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String path = String.format("dir/%03d", i);
      put(path, "");
      expected.add(path);
    }
    List<Integer> sizes = new ArrayList<>();
    assertThat(pages("dir", ListOptions.direct().withPageSize(pageSize), sizes))
        .containsExactlyElementsOf(expected);
    assertThat(sizes).hasSize(Math.max(1, (count + pageSize - 1) / pageSize));
    assertThat(sizes).allMatch(size -> size <= pageSize);
  }

  @Test
  void filesAndFoldersShareAPage() {
    if (!supports(Capability.LIST_FROM_KEY)) {
      return;
    }
    for (String path : List.of("a/x", "a/y", "a-b", "b", "c/d/z", "e")) {
      put(path, "");
    }
    for (int size = 1; size < 7; size++) {
      assertThat(pages("", ListOptions.direct().withPageSize(size), new ArrayList<>()))
          .as("pages of %d", size)
          .containsExactly("a-b", "a", "b", "c", "e");
    }
  }

  @Test
  void deepPages() {
    if (!supports(Capability.LIST_FROM_KEY)) {
      return;
    }
    List<String> expected = List.of("a/1", "a/2/x", "a/2/y", "a/3", "b", "c/d/e/f");
    expected.forEach(path -> put(path, ""));
    for (int size = 1; size < 8; size++) {
      assertThat(pages("", ListOptions.recursive().withPageSize(size), new ArrayList<>()))
          .as("pages of %d", size)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void tokensSurviveChanges() {
    if (!supports(Capability.LIST_FROM_KEY)) {
      return;
    }
    for (int i = 0; i < 10; i++) {
      put("dir/" + i, "");
    }
    Page<PathEntry> first = store().listPage("dir", ListOptions.direct().withPageSize(4));
    String token = first.resumeToken();
    assertThat(token).isNotNull();
    store().delete("dir/3");
    store().delete("dir/4");
    put("dir/5a", "");
    ListOptions rest = ListOptions.direct().withPageSize(100);
    Page<PathEntry> second =
        store().listPage("dir", token == null ? rest : rest.withResumeToken(token));
    assertThat(second.items().stream().map(PathEntry::path))
        .containsExactly("dir/5", "dir/5a", "dir/6", "dir/7", "dir/8", "dir/9");
    assertThat(second.resumeToken()).isNull();
  }
}
