/** Each client does every task once. */
@NullMarked
package io.remotestore.benchmarks.minio;

import org.jspecify.annotations.NullMarked;
