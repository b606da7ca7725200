package io.remotestore.benchmarks;

/**
 * How long each case of a group is measured. In each round, each way has a process of its own.
 *
 * @param rounds how often all ways take their turn
 * @param warmups iterations that do not count, in each round
 * @param warmupMillis how long each of them lasts
 * @param iterations iterations that count, in each round
 * @param iterationMillis how long each of them lasts
 */
record Pace(int rounds, int warmups, int warmupMillis, int iterations, int iterationMillis) {}
