/** Each client does every task once. */
@NullMarked
package io.remotestore.benchmarks.aws;

import org.jspecify.annotations.NullMarked;
