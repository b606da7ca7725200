/**
 * What configuration, URLs and options share: names, patterns and key paths, the backends found,
 * the options that every backend takes. Not for use from outside.
 */
@NullMarked
package io.remotestore.settings;

import org.jspecify.annotations.NullMarked;
