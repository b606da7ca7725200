package io.remotestore.s3;

import io.remotestore.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a provider on a thread of its own, so that deadline and interrupt of a call end the wait.
 * The provider knows no deadline and may notice no interrupt.
 */
final class PromptCredentials implements CredentialsSource, Closeable {
  private final CredentialsProvider provider;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          2,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "remote-store-provider");
            thread.setDaemon(true);
            return thread;
          });

  PromptCredentials(CredentialsProvider provider) {
    this.provider = provider;
  }

  @Override
  public @Nullable AwsCredentials fetch(Call call) throws IOException {
    FutureTask<@Nullable AwsCredentials> task = new FutureTask<>(provider::credentials);
    try (Call.Hook hook = call.onCancel(() -> task.cancel(true))) {
      threads.execute(task);
      return task.get(call.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.check();
      throw new InterruptedIOException("interrupted while credentials were fetched");
    } catch (TimeoutException | CancellationException e) {
      call.check();
      throw new IOException("the credentials did not come in time", e);
    } catch (RejectedExecutionException e) {
      throw new IOException("the store was closed", e);
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      boolean unused = task.cancel(true);
    }
  }

  private static IOException thrown(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof IOException checked ? checked : new IOException(e.getCause());
  }

  @Override
  public void close() {
    List<Runnable> unused = threads.shutdownNow();
  }
}
