/**
 * The contract of {@link io.remotestore.Store}, once, over any {@link io.remotestore.spi.Driver};
 * one file per concern. Not for use from outside.
 */
@NullMarked
package io.remotestore.kernel;

import org.jspecify.annotations.NullMarked;
