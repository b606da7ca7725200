/** Each client does every task once. */
@NullMarked
package io.remotestore.benchmarks.clients;

import org.jspecify.annotations.NullMarked;
