/** Programs to read first, each in one file. */
@NullMarked
package io.remotestore.examples;

import org.jspecify.annotations.NullMarked;
