/** Configuration files in TOML. */
@NullMarked
package io.remotestore.config.toml;

import org.jspecify.annotations.NullMarked;
