/** The command line: one class for each command, on the public API alone. */
@NullMarked
package io.remotestore.cli;

import org.jspecify.annotations.NullMarked;
