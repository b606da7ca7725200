package io.remotestore;

/**
 * A path in a store.
 *
 * @param store the store
 * @param path the path in it, empty for its root; what is there, if anything, is not said
 */
public record StoreLocation(Store store, String path) {}
