/** Credentials of the AWS SDK. */
@NullMarked
package io.remotestore.s3.awssdk;

import org.jspecify.annotations.NullMarked;
