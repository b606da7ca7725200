package io.remotestore.cli;

import io.remotestore.RetryPolicy;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows the configuration as it holds. */
@Command(
    name = "show",
    description = {
      "Show the configuration that holds, its variables replaced.",
      "Values that are secret by their name or form are shown as ***."
    },
    footerHeading = "%nExamples:%n",
    footer = "  remote-store config show")
final class ConfigShow implements Callable<Integer> {
  private final RemoteStoreCommand root;

  ConfigShow(RemoteStoreCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    Path file = root.configFiles().require();
    RegistryConfig config = root.configFiles().read(file);
    if (!root.json()) {
      root.out().line("# " + file);
    }
    for (Map.Entry<String, BackendConfig> backend : config.backends().entrySet()) {
      show("backends", backend.getKey(), fields(backend.getValue()));
    }
    for (Map.Entry<String, StoreProfile> store : config.stores().entrySet()) {
      show("stores", store.getKey(), fields(store.getValue()));
    }
    return ExitCode.DONE.number();
  }

  private static Fields fields(BackendConfig backend) {
    RetryPolicy retry = backend.retry();
    return new Fields()
        .add("type", backend.type())
        .add("options", shown(backend.options()))
        .add("java", shown(backend.javaOptions()))
        .add("retry", retry == null ? null : retry(retry));
  }

  private static Fields fields(StoreProfile store) {
    return new Fields()
        .add("backend", store.backend())
        .add("root_path", store.rootPath().isEmpty() ? null : store.rootPath())
        .add("options", shown(store.options()))
        .add("java", shown(store.javaOptions()));
  }

  private static Map<String, Object> retry(RetryPolicy retry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("max_attempts", retry.maxAttempts());
    fields.put("backoff_base", seconds(retry.backoffBase()));
    fields.put("backoff_max", seconds(retry.backoffMax()));
    fields.put("jitter", seconds(retry.jitter()));
    if (retry.timeout() != null) {
      fields.put("timeout", seconds(retry.timeout()));
    }
    return fields;
  }

  private static Object seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Values as they may be seen: a secret prints its mask. */
  private static @Nullable Map<String, Object> shown(
      Map<String, ? extends @Nullable Object> options) {
    Map<String, Object> out = new LinkedHashMap<>();
    options.forEach((name, value) -> out.put(name, shown(value)));
    return out.isEmpty() ? null : out;
  }

  private static Object shown(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> out = new LinkedHashMap<>();
      map.forEach((name, inner) -> out.put(String.valueOf(name), shown(inner)));
      return out;
    }
    if (value instanceof Iterable<?> list) {
      List<Object> out = new ArrayList<>();
      list.forEach(inner -> out.add(shown(inner)));
      return out;
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  private void show(String kind, String name, Fields fields) throws IOException {
    if (root.json()) {
      Fields record = new Fields().add("kind", kind.substring(0, kind.length() - 1));
      record.add("name", name);
      fields.values().forEach(record::add);
      root.out().record(record);
      return;
    }
    root.out().line("");
    table(kind + "." + key(name), fields.values());
  }

  /** TOML: values first, then the tables within. */
  private void table(String title, Map<String, ?> values) throws IOException {
    root.out().line("[" + title + "]");
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?>)) {
        String value = new Fields().add("v", entry.getValue()).json();
        root.out().line(key(entry.getKey()) + " = " + value.substring(5, value.length() - 1));
      }
    }
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      if (entry.getValue() instanceof Map<?, ?> inner) {
        Map<String, Object> nested = new LinkedHashMap<>();
        inner.forEach((name, value) -> nested.put(String.valueOf(name), shown(value)));
        table(title + "." + key(entry.getKey()), nested);
      }
    }
  }

  /** A key stands bare where TOML lets it. */
  private static String key(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : "'" + name + "'";
  }
}
