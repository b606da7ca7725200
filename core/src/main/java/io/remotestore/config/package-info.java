/**
 * Stores from configuration: {@link io.remotestore.config.RegistryConfig} says what there is,
 * {@link io.remotestore.config.Registry} opens it.
 */
@NullMarked
package io.remotestore.config;

import org.jspecify.annotations.NullMarked;
