/** The backend for S3 and for servers that speak its protocol. */
@NullMarked
package io.remotestore.s3;

import org.jspecify.annotations.NullMarked;
