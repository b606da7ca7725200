package io.remotestore;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How to copy or move: what may be replaced, and which state of the source is meant. */
public final class CopyOptions {
  private static final CopyOptions CREATE = new CopyOptions(false, null, null);

  private final boolean overwrite;
  private final @Nullable Revision sourceIfMatch;
  private final @Nullable String sourceVersion;

  private CopyOptions(
      boolean overwrite, @Nullable Revision sourceIfMatch, @Nullable String sourceVersion) {
    this.overwrite = overwrite;
    this.sourceIfMatch = sourceIfMatch;
    this.sourceVersion = sourceVersion;
  }

  /** Leaves an existing destination alone ({@link AlreadyExistsException}). The default. */
  public static CopyOptions create() {
    return CREATE;
  }

  /** Replaces an existing destination. */
  public static CopyOptions overwrite() {
    return new CopyOptions(true, null, null);
  }

  /** Fails with {@link PreconditionFailedException} unless the source is in that state. */
  public CopyOptions withSourceIfMatch(Revision value) {
    return new CopyOptions(overwrite, Objects.requireNonNull(value), sourceVersion);
  }

  /** Copies that version of the source. Has no meaning for a move. */
  public CopyOptions withSourceVersion(String value) {
    return new CopyOptions(overwrite, sourceIfMatch, Objects.requireNonNull(value));
  }

  /** Tells whether an existing destination may be replaced. */
  public boolean overwrites() {
    return overwrite;
  }

  /** The state that the source must be in. */
  public @Nullable Revision sourceIfMatch() {
    return sourceIfMatch;
  }

  /** The id of the source's version. */
  public @Nullable String sourceVersion() {
    return sourceVersion;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("CopyOptions[");
    out.append(overwrite ? "overwrite " : "create ");
    Text.add(out, "sourceIfMatch", sourceIfMatch);
    Text.add(out, "sourceVersion", sourceVersion);
    return Text.close(out);
  }
}
