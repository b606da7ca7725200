package io.remotestore.kernel;

import io.remotestore.DeadlineExceededException;
import io.remotestore.ErrorDetails;
import io.remotestore.Operation;
import io.remotestore.OperationEvent;
import io.remotestore.OperationInterruptedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.StoreClosedException;
import io.remotestore.spi.Call;
import io.remotestore.spi.PrintableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One operation of a caller: its deadline, its cancellation, and what listeners see of it. */
final class OperationCall implements Call, OperationEvent {
  static final long NO_DEADLINE = Long.MAX_VALUE;
  private static final Duration CLEANING_UP = Duration.ofSeconds(10);
  private static final AtomicLong IDS = new AtomicLong();

  private final KernelStore store;
  private final Scope scope;
  private final Engine engine;
  private final Operation operation;
  private final String path;
  private final long startNanos;
  private final long deadlineNanos;
  private final @Nullable OperationCall parent;
  private final Listeners listeners;
  private final long id;

  private int attempt = 1;
  private volatile boolean cancelled;
  private @Nullable List<Runnable> hooks;
  private final @Nullable AtomicLong bytes;

  /** Counts the repeated requests of all parts of an operation that has listeners. */
  private final @Nullable AtomicInteger repeats;

  /** How many entries listings skipped. */
  private final @Nullable AtomicLong skipped;

  private volatile long firstByteNanos = -1;
  private volatile long endNanos = -1;
  private volatile @Nullable RemoteStoreException failure;
  private volatile @Nullable String requestId;
  private boolean announced;

  OperationCall(KernelStore store, Operation operation, String path, @Nullable Duration limit) {
    this.store = store;
    this.scope = store.scope();
    this.engine = store.engine();
    this.operation = operation;
    this.path = path;
    this.parent = null;
    this.listeners = store.listeners();
    boolean timed = limit != null || !listeners.isEmpty();
    this.startNanos = timed ? engine.options.nanoClock().getAsLong() : 0;
    this.deadlineNanos = limit == null ? NO_DEADLINE : limit.toNanos();
    this.id = listeners.isEmpty() ? 0 : IDS.incrementAndGet();
    this.bytes = listeners.isEmpty() ? null : new AtomicLong();
    this.repeats = listeners.isEmpty() ? null : new AtomicInteger();
    this.skipped = listeners.isEmpty() ? null : new AtomicLong();
  }

  private OperationCall(OperationCall parent, Scope scope, String path) {
    this.store = parent.store;
    this.scope = scope;
    this.engine = parent.engine;
    this.operation = parent.operation;
    this.path = path;
    this.parent = parent;
    this.listeners = parent.listeners;
    this.startNanos = parent.startNanos;
    this.deadlineNanos = parent.deadlineNanos;
    this.id = parent.id;
    this.bytes = parent.bytes;
    this.repeats = parent.repeats;
    this.skipped = parent.skipped;
  }

  /**
   * Returns the call of a part of this one that runs on another thread, with attempts of its own.
   */
  OperationCall fork() {
    return new OperationCall(this, scope, path);
  }

  /** Returns the call of a part of this one whose errors are about another path. */
  OperationCall about(String key) {
    return new OperationCall(this, scope, scope.path(key));
  }

  /** Returns the call of a part of this one that reads behind another wall. */
  OperationCall within(String root) {
    return new OperationCall(this, new Scope(root), path);
  }

  /**
   * Returns a call for cleaning up after this one. Its deadline and cancellation do not end it; it
   * has a short deadline of its own, since a caller waits for it.
   */
  OperationCall unbound() {
    return new OperationCall(store, operation, path, CLEANING_UP);
  }

  Engine engine() {
    return engine;
  }

  Scope walls() {
    return scope;
  }

  // ---------------------------------------------------------------- Call

  @Override
  public Operation operation() {
    return operation;
  }

  @Override
  public String scope() {
    return scope.root();
  }

  @Override
  public int attempt() {
    return attempt;
  }

  void attempt(int value) {
    attempt = value;
  }

  @Override
  public long remainingNanos() {
    if (deadlineNanos == NO_DEADLINE) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, deadlineNanos - (engine.options.nanoClock().getAsLong() - startNanos));
  }

  boolean isExpired() {
    return deadlineNanos != NO_DEADLINE && remainingNanos() == 0;
  }

  boolean isCancelled() {
    return cancelled || (parent != null && parent.isCancelled());
  }

  @Override
  public void check() {
    if (isExpired()) {
      throw deadlineExceeded(null);
    }
    if (Thread.currentThread().isInterrupted() || isCancelled()) {
      throw interrupted(null);
    }
    if (engine.isClosed()) {
      throw closed(null);
    }
  }

  @Override
  public void pause(Duration time) {
    check();
    Duration wait = Duration.ofNanos(Math.min(time.toNanos(), remainingNanos()));
    if (parent == null) {
      sleep(wait);
    } else {
      sleepUnlessCancelled(wait);
    }
    check();
  }

  private void sleep(Duration wait) {
    try {
      engine.options.sleeper().sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  /** A part sleeps on a worker; the thread that waits for it can cancel it. */
  private void sleepUnlessCancelled(Duration wait) {
    Alarm alarm = new Alarm(Thread.currentThread());
    Once wake = new Once(alarm);
    addToAll(wake);
    try {
      if (!isCancelled()) {
        sleep(wait);
      }
    } finally {
      removeFromAll(wake);
      if (wake.forget() && alarm.rang) {
        boolean unused = Thread.interrupted(); // the worker's next task is not to see it
      }
    }
  }

  /** Interrupts a sleep, unless another thread did. */
  private static final class Alarm implements Runnable {
    private final Thread sleeper;
    private boolean rang;

    private Alarm(Thread sleeper) {
      this.sleeper = sleeper;
    }

    @Override
    public void run() {
      if (!sleeper.isInterrupted()) {
        rang = true;
        sleeper.interrupt();
      }
    }
  }

  @Override
  public Hook onCancel(Runnable hook) {
    Once once = new Once(hook);
    addToAll(once);
    Deadlines.Registration timeout =
        deadlineNanos == NO_DEADLINE ? null : engine.threads.after(remainingNanos(), once);
    if (isCancelled()) {
      once.run();
    }
    return () -> {
      removeFromAll(once);
      if (timeout != null) {
        timeout.cancel();
      }
      boolean unused = once.forget();
    };
  }

  private void addToAll(Once once) {
    for (OperationCall c = this; c != null; c = c.parent) {
      c.add(once); // cancelling a call cancels its parts
    }
  }

  private void removeFromAll(Once once) {
    for (OperationCall c = this; c != null; c = c.parent) {
      c.remove(once);
    }
  }

  private synchronized void add(Runnable hook) {
    if (hooks == null) {
      hooks = new ArrayList<>(1);
    }
    hooks.add(hook);
  }

  private synchronized void remove(Runnable hook) {
    if (hooks != null) {
      hooks.remove(hook);
    }
  }

  /** Ends every wait of this call, whatever thread it is on. */
  void cancel() {
    cancelled = true;
    List<Runnable> toRun;
    synchronized (this) {
      toRun = hooks == null ? List.of() : List.copyOf(hooks);
    }
    toRun.forEach(Runnable::run);
  }

  /** Runs at most once, and not after it was taken back: its resource then has another owner. */
  private static final class Once implements Runnable {
    private @Nullable Runnable hook;

    private Once(Runnable hook) {
      this.hook = hook;
    }

    @Override
    public synchronized void run() {
      Runnable mine = hook;
      hook = null;
      if (mine != null) {
        mine.run();
      }
    }

    /** Takes it back; returns whether it ran before. */
    private synchronized boolean forget() {
      boolean ran = hook == null;
      hook = null;
      return ran;
    }
  }

  // ---------------------------------------------------------------- errors

  /** Begins the details of an error of this call. */
  ErrorDetails.Builder details(String problem) {
    return ErrorDetails.of(problem)
        .operation(operation)
        .store(store.name())
        .path(path)
        .backend(engine.address.backend());
  }

  OperationInterruptedException interrupted(@Nullable Throwable cause) {
    return new OperationInterruptedException(
        details("The thread was interrupted").hint(afterTheEnd(cause)).build(), cause);
  }

  DeadlineExceededException deadlineExceeded(@Nullable Throwable cause) {
    String limit = Duration.ofNanos(deadlineNanos).toMillis() + " ms";
    return new DeadlineExceededException(
        details("The deadline of " + limit + " passed").hint(afterTheEnd(cause)).build(), cause);
  }

  /** The store was closed before the call, or after it lost the reply {@code cause}. */
  StoreClosedException closed(@Nullable Throwable cause) {
    String changed = afterTheEnd(cause);
    String hint = changed == null ? "open it again" : "open it again: " + changed;
    return new StoreClosedException(details("The store is closed").hint(hint).build(), cause);
  }

  /** A change that was under way when its call was ended may have taken effect. */
  private @Nullable String afterTheEnd(@Nullable Throwable cause) {
    boolean underWay = cause != null;
    return switch (operation) {
      case WRITE, DELETE, DELETE_FOLDER, MOVE, COPY, CREATE_FOLDER ->
          underWay ? "the change may have taken effect; look before you try again" : null;
      default -> null;
    };
  }

  // ---------------------------------------------------------------- events

  /** To be called once, when path and options have been checked. */
  OperationCall started() {
    announced = true;
    listeners.started(this);
    return this;
  }

  void retrying(RemoteStoreException cause) {
    listeners.retrying(root(), cause);
  }

  void repeated() {
    if (repeats != null) {
      repeats.incrementAndGet();
    }
  }

  @Override
  public void repeating(Throwable refusal) {
    if (!listeners.isEmpty()) {
      retrying(Failures.exception(this, Failures.of(refusal, this), refusal));
      repeated();
    }
  }

  /** Counts an entry that a listing skipped. */
  void skipped() {
    if (skipped != null) {
      skipped.incrementAndGet();
    }
  }

  void transferred(long count) {
    if (bytes != null) {
      bytes.addAndGet(count);
      listeners.transferred(root(), count);
    }
  }

  void firstByte() {
    if (listeners.isEmpty() || firstByteNanos >= 0) {
      return;
    }
    firstByteNanos = engine.options.nanoClock().getAsLong() - startNanos;
    listeners.firstByte(this);
  }

  /** To be called once, when all that the caller got of this operation has ended. */
  void finished(@Nullable RemoteStoreException cause) {
    if (!announced || listeners.isEmpty() || endNanos >= 0) {
      return;
    }
    failure = cause;
    endNanos = engine.options.nanoClock().getAsLong() - startNanos;
    listeners.finished(this);
  }

  private OperationCall root() {
    return parent == null ? this : parent.root();
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String store() {
    return store.name();
  }

  @Override
  public String backend() {
    return engine.address.backend();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public int attempts() {
    return repeats == null ? attempt : 1 + repeats.get();
  }

  @Override
  public void answered(Supplier<@Nullable String> id) {
    if (!listeners.isEmpty()) {
      root().requestId = PrintableText.orNull(id.get());
    }
  }

  @Override
  public @Nullable String requestId() {
    return requestId;
  }

  @Override
  public long bytes() {
    return bytes == null ? 0 : bytes.get();
  }

  @Override
  public long skippedEntries() {
    return skipped == null ? 0 : skipped.get();
  }

  @Override
  public Duration elapsed() {
    long end = endNanos;
    return Duration.ofNanos(end >= 0 ? end : engine.options.nanoClock().getAsLong() - startNanos);
  }

  @Override
  public @Nullable Duration timeToFirstByte() {
    return firstByteNanos < 0 ? null : Duration.ofNanos(firstByteNanos);
  }

  @Override
  public @Nullable RemoteStoreException failure() {
    return failure;
  }
}
