/**
 * What a backend author writes and meets.
 *
 * <p>A backend is a {@link io.remotestore.spi.Driver}, which maps one to one onto its wire, and a
 * {@link io.remotestore.spi.DriverFactory}, which makes one from options and is found by {@link
 * java.util.ServiceLoader}. The kernel brings the contract: paths, capability gates, order of
 * errors, retries, resumed reads, part uploads, listings, globs, moves. A driver that runs the
 * suites of the test kit green is done.
 */
@NullMarked
package io.remotestore.spi;

import org.jspecify.annotations.NullMarked;
