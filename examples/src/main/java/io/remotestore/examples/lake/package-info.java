/**
 * The demo pipeline: a month of New York departures through bronze, silver and gold layers of a
 * lake that any store can hold. Start at {@link io.remotestore.examples.lake.LakeDemo}.
 */
@NullMarked
package io.remotestore.examples.lake;

import org.jspecify.annotations.NullMarked;
