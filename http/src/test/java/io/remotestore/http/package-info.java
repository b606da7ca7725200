@NullMarked
package io.remotestore.http;

import org.jspecify.annotations.NullMarked;
