/** Every benchmark runs once, so that none rots; nothing is said of times. */
@NullMarked
package io.remotestore.benchmarks;

import org.jspecify.annotations.NullMarked;
