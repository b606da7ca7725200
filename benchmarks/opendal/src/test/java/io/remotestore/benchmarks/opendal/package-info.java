/** Each client does every task once. */
@NullMarked
package io.remotestore.benchmarks.opendal;

import org.jspecify.annotations.NullMarked;
