package io.remotestore;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of one opened store, in the order of {@link Capability}, and why others are
 * missing. Sets are equal if they hold the same capabilities.
 */
public final class CapabilitySet implements Iterable<Capability> {
  private final Set<Capability> capabilities;
  private final Map<Capability, String> reasons;

  private CapabilitySet(Set<Capability> capabilities, Map<Capability, String> reasons) {
    this.capabilities = Collections.unmodifiableSet(capabilities);
    this.reasons = reasons;
  }

  /** Returns a set of {@code capabilities}, without a word on what is missing. */
  public static CapabilitySet of(Collection<Capability> capabilities) {
    return of(capabilities, Map.of());
  }

  /** Returns a set of {@code capabilities}, with why others are missing. */
  public static CapabilitySet of(
      Collection<Capability> capabilities, Map<Capability, String> reasons) {
    Set<Capability> set = EnumSet.noneOf(Capability.class);
    set.addAll(capabilities);
    return new CapabilitySet(set, Map.copyOf(reasons));
  }

  /** Tells whether {@code capability} is in this set. */
  public boolean supports(Capability capability) {
    return capabilities.contains(capability);
  }

  /**
   * Says why {@code capability} is missing, such as "the file system has no hard links". Null if it
   * is not missing, or nothing is known.
   */
  public @Nullable String whyNot(Capability capability) {
    return supports(capability) ? null : reasons.get(capability);
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
    return new CapabilitySet(set, reasons);
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
