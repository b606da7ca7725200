@NullMarked
package io.remotestore.examples.lake;

import org.jspecify.annotations.NullMarked;
