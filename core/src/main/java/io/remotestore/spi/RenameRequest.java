package io.remotestore.spi;

/**
 * A move in one step.
 *
 * @param source the key of the file
 * @param target its new key
 * @param condition none, or that the target is absent
 */
public record RenameRequest(String source, String target, WriteCondition condition) {}
