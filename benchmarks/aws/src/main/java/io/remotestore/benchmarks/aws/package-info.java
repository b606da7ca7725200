/** The SDK of AWS for Java, with each of its ways to send requests. */
@NullMarked
package io.remotestore.benchmarks.aws;

import org.jspecify.annotations.NullMarked;
