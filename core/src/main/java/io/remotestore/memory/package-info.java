/** The memory backend: files in this process, and the reference for the contract. */
@NullMarked
package io.remotestore.memory;

import org.jspecify.annotations.NullMarked;
