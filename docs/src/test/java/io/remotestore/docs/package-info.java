/** Keeps the pages of the documentation true. */
@NullMarked
package io.remotestore.docs;

import org.jspecify.annotations.NullMarked;
