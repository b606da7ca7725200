package io.remotestore.s3;

import io.remotestore.RemoteStoreException;
import io.remotestore.spi.Call;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Credentials as requests need them: within the time of a call, and to be refused by a server. */
interface CallCredentials extends CredentialsProvider {

  /**
   * Returns what to sign with now; null for requests that are not signed. Waits no longer than the
   * call may.
   */
  @Nullable AwsCredentials credentials(Call call) throws IOException;

  @Override
  default @Nullable AwsCredentials credentials() throws IOException {
    return credentials(UnboundCall.INSTANCE);
  }

  /**
   * Takes note that the server no longer takes these, whatever their end; true where asking once
   * more may give others.
   */
  boolean invalidate(AwsCredentials refused);

  /** Ends what a provider of our own making holds. */
  default void close() {}

  /** Returns a provider as it is, or one of a user's with the manners of a driver. */
  static CallCredentials of(CredentialsProvider provider) {
    return provider instanceof CallCredentials own
        ? own
        : new Provided(provider, new PromptCredentials(provider));
  }

  /** Of a user: asked each time, since it alone knows what it may keep. */
  record Provided(CredentialsProvider provider, PromptCredentials source)
      implements CallCredentials {
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
    public boolean invalidate(AwsCredentials refused) {
      try {
        return !refused.equals(provider.credentials());
      } catch (IOException | RuntimeException e) {
        return false;
      }
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Keys that stand in a configuration; without keys, nothing is signed. */
  record Fixed(@Nullable AwsCredentials keys) implements CallCredentials {
    @Override
    public @Nullable AwsCredentials credentials(Call call) {
      return keys;
    }

    @Override
    public boolean invalidate(AwsCredentials refused) {
      return false;
    }
  }
}
