@NullMarked
package io.remotestore.examples;

import org.jspecify.annotations.NullMarked;
