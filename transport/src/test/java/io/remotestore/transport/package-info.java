/** Tests of the transport against servers on sockets that say exactly what a test wants. */
@NullMarked
package io.remotestore.transport;

import org.jspecify.annotations.NullMarked;
