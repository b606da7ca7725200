package io.remotestore;

/**
 * What backend and root a store stands for. Stores of equal identity see the same files, so caches
 * may share entries under it, and copies between stores of one {@code service} stay on the server.
 *
 * @param backend the backend's type, such as {@code local}
 * @param service what holds the files, such as a root folder, or an endpoint and bucket; no secret
 * @param root the store's root within it, empty for all of it
 */
public record StoreIdentity(String backend, String service, String root) {}
