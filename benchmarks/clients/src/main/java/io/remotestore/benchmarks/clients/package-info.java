/** The process that one client of S3 is measured in, whichever client that is. */
@NullMarked
package io.remotestore.benchmarks.clients;

import org.jspecify.annotations.NullMarked;
