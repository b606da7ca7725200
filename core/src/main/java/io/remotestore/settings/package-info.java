/**
 * The shared parts of configuration, URLs and options: names, patterns and key paths, the backends
 * found, the options of every backend. Not for use from outside.
 */
@NullMarked
package io.remotestore.settings;

import org.jspecify.annotations.NullMarked;
