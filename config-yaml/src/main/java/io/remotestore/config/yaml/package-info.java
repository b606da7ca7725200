/** Configuration files in YAML. */
@NullMarked
package io.remotestore.config.yaml;

import org.jspecify.annotations.NullMarked;
