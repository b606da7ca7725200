/** Tests of the S3 backend. */
@NullMarked
package io.remotestore.s3;

import org.jspecify.annotations.NullMarked;
