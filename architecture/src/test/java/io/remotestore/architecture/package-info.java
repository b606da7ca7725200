@NullMarked
package io.remotestore.architecture;

import org.jspecify.annotations.NullMarked;
