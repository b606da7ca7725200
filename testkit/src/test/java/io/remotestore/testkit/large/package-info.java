/** Files larger than any array, through a small heap. */
@NullMarked
package io.remotestore.testkit.large;

import org.jspecify.annotations.NullMarked;
