/** The local backend under several processes, some of which are killed. */
@NullMarked
package io.remotestore.testkit.processes;

import org.jspecify.annotations.NullMarked;
