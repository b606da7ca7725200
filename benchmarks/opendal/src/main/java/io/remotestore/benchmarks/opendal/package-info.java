/** The binding of OpenDAL for Java, over S3. */
@NullMarked
package io.remotestore.benchmarks.opendal;

import org.jspecify.annotations.NullMarked;
