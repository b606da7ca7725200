/**
 * Two drivers that show that the SPI fits more than files and maps: SFTP and rows of a database.
 * They serve the suites, and grow into backends of their own elsewhere.
 */
@NullMarked
package io.remotestore.testkit.spike;

import org.jspecify.annotations.NullMarked;
