package io.remotestore.examples.lake;

/**
 * What a run of the demo came to.
 *
 * @param files how many files the lake's three layers hold of it
 * @param bytes their size
 * @param written how many of them this run wrote anew, or replaced
 * @param unchanged how many were there already, byte for byte
 * @param headline what the report says at the top
 * @param reportKey the report's key in the lake
 * @param reportPath what the backend itself calls the report, such as a path of the file system
 */
public record LakeSummary(
    int files,
    long bytes,
    int written,
    int unchanged,
    String headline,
    String reportKey,
    String reportPath) {}
