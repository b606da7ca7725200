/** Tests of the command line and of the README. */
@NullMarked
package io.remotestore.cli;

import org.jspecify.annotations.NullMarked;
