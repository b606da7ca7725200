package io.remotestore.s3;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Call;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Credentials for requests: obtained within the limits of a call, and refused by a server. */
interface CallCredentials extends CredentialsProvider {

  /**
   * Returns the current credentials; null for requests that are not signed. Waits no longer than
   * the call allows.
   */
  @Nullable AwsCredentials credentials(Call call) throws IOException;

  @Override
  default @Nullable AwsCredentials credentials() throws IOException {
    return credentials(UnboundCall.INSTANCE);
  }

  /**
   * Notes that the server refuses these credentials, whatever their expiry. Returns true if another
   * attempt may give different ones. Waits no longer than the call allows.
   */
  boolean invalidate(AwsCredentials refused, Call call);

  /** Closes the resources of a provider that this library made. */
  default void close() {}

  /**
   * Returns one of our own providers as it is, or wraps a user's so that it obeys the limits of a
   * call.
   */
  static CallCredentials of(CredentialsProvider provider) {
    return provider instanceof CallCredentials own
        ? own
        : new Provided(new PromptCredentials(provider));
  }

  /** A user's provider: it is asked each time, because only it knows how long its answer holds. */
  record Provided(PromptCredentials source) implements CallCredentials {
    @Override
    public @Nullable AwsCredentials credentials(Call call) throws IOException {
      try {
        return source.fetch(call);
      } catch (RemoteStoreException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        call.check();
        throw CredentialsFailures.of(e);
      }
    }

    @Override
    public boolean invalidate(AwsCredentials refused, Call call) {
      try {
        return !refused.equals(source.fetch(call));
      } catch (RemoteStoreException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        call.check();
        return false;
      }
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Keys from a configuration; without keys, requests are not signed. */
  record Fixed(@Nullable AwsCredentials keys) implements CallCredentials {
    @Override
    public @Nullable AwsCredentials credentials(Call call) {
      return keys;
    }

    @Override
    public boolean invalidate(AwsCredentials refused, Call call) {
      return false;
    }
  }
}
