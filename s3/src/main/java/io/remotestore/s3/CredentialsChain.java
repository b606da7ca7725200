package io.remotestore.s3;

import io.remotestore.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries the sources of the tools of AWS, in their order. The first configured source wins, and is
 * used from then on. If it fails, the call fails: there is no fallback to another identity.
 */
final class CredentialsChain implements CredentialsSource, Closeable {
  private final Map<String, CredentialsSource> sources;
  private volatile @Nullable CredentialsSource chosen;

  /**
   * @param sources the sources by their names in errors, in their order
   */
  CredentialsChain(Map<String, CredentialsSource> sources) {
    this.sources = new LinkedHashMap<>(sources);
  }

  @Override
  public @Nullable AwsCredentials fetch(Call call) throws IOException {
    CredentialsSource before = chosen;
    if (before != null) {
      return before.fetch(call);
    }
    List<String> tried = new ArrayList<>();
    for (Map.Entry<String, CredentialsSource> source : sources.entrySet()) {
      call.check();
      try {
        AwsCredentials found = source.getValue().fetch(call);
        chosen = source.getValue();
        return found;
      } catch (NoCredentialsException e) {
        tried.add(source.getKey() + ": " + e.getMessage());
      }
    }
    throw CredentialsFailures.refused(
        "there are no credentials. Looked for in "
            + String.join("; ", tried)
            + ". Give key and secret, or anonymous = true for requests without a signature");
  }

  @Override
  public void close() throws IOException {
    for (CredentialsSource source : sources.values()) {
      if (source instanceof Closeable closeable) {
        closeable.close();
      }
    }
  }
}
