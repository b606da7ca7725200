/** Configuration files in JSON. */
@NullMarked
package io.remotestore.config.json;

import org.jspecify.annotations.NullMarked;
