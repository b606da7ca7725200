package io.remotestore;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The capabilities of one opened store, in the order of {@link Capability}. */
public final class CapabilitySet implements Iterable<Capability> {
  private final Set<Capability> capabilities;

  private CapabilitySet(Set<Capability> capabilities) {
    this.capabilities = Collections.unmodifiableSet(capabilities);
  }

  /** Returns a set of {@code capabilities}. */
  public static CapabilitySet of(Collection<Capability> capabilities) {
    Set<Capability> set = EnumSet.noneOf(Capability.class);
    set.addAll(capabilities);
    return new CapabilitySet(set);
  }

  /** Tells whether {@code capability} is in this set. */
  public boolean supports(Capability capability) {
    return capabilities.contains(capability);
  }

  /** The number of capabilities. */
  public int size() {
    return capabilities.size();
  }

  @Override
  public Iterator<Capability> iterator() {
    return capabilities.iterator();
  }

  /** The capabilities as a stream. */
  public Stream<Capability> stream() {
    return capabilities.stream();
  }

  /** Returns this set without {@code removed}. */
  public CapabilitySet without(Collection<Capability> removed) {
    Set<Capability> set = EnumSet.noneOf(Capability.class);
    set.addAll(capabilities);
    set.removeAll(removed);
    return new CapabilitySet(set);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof CapabilitySet other && capabilities.equals(other.capabilities);
  }

  @Override
  public int hashCode() {
    return capabilities.hashCode();
  }

  @Override
  public String toString() {
    return capabilities.toString();
  }
}
