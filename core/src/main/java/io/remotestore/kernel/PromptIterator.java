package io.remotestore.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A stream of a driver whose elements are fetched on a thread of the library. */
final class PromptIterator<T> implements Iterator<T> {
  private final Lane lane;
  private final OperationCall opening;
  private final Stream<T> source;
  private final Iterator<T> elements;

  PromptIterator(Threads threads, OperationCall opening, Stream<T> source) {
    this.lane = new Lane(threads);
    this.opening = opening;
    this.source = source;
    this.elements = source.iterator();
  }

  Stream<T> stream() {
    Spliterator<T> each = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
    return StreamSupport.stream(each, false).onClose(this::close);
  }

  @Override
  public boolean hasNext() {
    return run(elements::hasNext);
  }

  @Override
  public T next() {
    return run(elements::next);
  }

  private <R> R run(Attempts.Attempt<R> work) {
    try {
      return lane.run(opening, work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void close() {
    try {
      lane.close(opening, source::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
