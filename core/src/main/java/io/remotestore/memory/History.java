package io.remotestore.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All states that files ever had, newest first. */
final class History {
  private final Map<String, List<Node>> states = new HashMap<>();

  synchronized void add(String key, Node node) {
    states.computeIfAbsent(key, k -> new ArrayList<>()).add(0, node);
  }

  synchronized @Nullable Node find(String key, String version) {
    return states.getOrDefault(key, List.of()).stream()
        .filter(node -> node.version().equals(version))
        .findFirst()
        .orElse(null);
  }

  synchronized boolean remove(String key, String version) {
    List<Node> of = states.get(key);
    return of != null && of.removeIf(node -> node.version().equals(version));
  }

  synchronized List<Node> of(String key) {
    return List.copyOf(states.getOrDefault(key, List.of()));
  }
}
