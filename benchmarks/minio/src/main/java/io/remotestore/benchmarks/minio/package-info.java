/** The client of MinIO for Java. */
@NullMarked
package io.remotestore.benchmarks.minio;

import org.jspecify.annotations.NullMarked;
