/**
 * One small file-storage API over many backends.
 *
 * <p>Start at {@link io.remotestore.Stores}, which opens a {@link io.remotestore.Store}. Keys are
 * plain text relative to the store's root; {@link io.remotestore.RemotePath} takes them apart.
 * Errors are unchecked and share {@link io.remotestore.RemoteStoreException}.
 */
@NullMarked
package io.remotestore;

import org.jspecify.annotations.NullMarked;
