/**
 * HTTP/1.1 for backends: one blocking engine, connections that are reused, no retries of its own.
 *
 * <p>Not an API for applications: backends of this project share it.
 */
@NullMarked
package io.remotestore.transport;

import org.jspecify.annotations.NullMarked;
