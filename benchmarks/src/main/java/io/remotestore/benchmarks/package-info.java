/** What calls cost, beside the same work done by hand and by peers. */
@NullMarked
package io.remotestore.benchmarks;

import org.jspecify.annotations.NullMarked;
