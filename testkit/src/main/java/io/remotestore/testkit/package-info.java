/**
 * The contract of a store as test suites.
 *
 * <p>Who writes a backend extends {@link io.remotestore.testkit.StoreContractSuite} with one class
 * that opens a fresh driver and names what it is expected to do; who writes a decorator does the
 * same over {@link io.remotestore.testkit.ContractFixture#decorate}. Passing shows a lot and proves
 * nothing.
 */
@NullMarked
package io.remotestore.testkit;

import org.jspecify.annotations.NullMarked;
