/** The local backend: files below one folder of a file system. */
@NullMarked
package io.remotestore.local;

import org.jspecify.annotations.NullMarked;
