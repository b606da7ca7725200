package io.remotestore.spi;

import org.jspecify.annotations.Nullable;

/**
 * A listing below one folder.
 *
 * @param folder the key of the folder, {@code ""} for the root
 * @param depth how deep
 * @param startAfter the key behind which it begins; null for the beginning, and always where {@link
 *     Features#listFromKey()} is false
 * @param pageSize how many entries a page is to hold; a hint
 */
public record ListRequest(String folder, Depth depth, @Nullable String startAfter, int pageSize) {

  /** How deep a listing goes. */
  public enum Depth {
    /** Files and folders directly in the folder. */
    DIRECT,
    /** Files of all levels; only where {@link Features#recursiveList()} is true. */
    ALL
  }
}
