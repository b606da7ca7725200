package io.remotestore.config;

/** A value that is never printed. */
public final class Secret {}
