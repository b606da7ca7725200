package io.remotestore.s3;

import org.jspecify.annotations.Nullable;

/**
 * The data about a part that a completion must send.
 *
 * @param etag its ETag
 * @param checksum its checksum, or null if the server sent none
 */
record PartTag(String etag, @Nullable String checksum) {

  /** One text of both; an ETag holds no space. */
  String text() {
    return checksum == null ? etag : etag + " " + checksum;
  }

  static PartTag of(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new PartTag(text, null)
        : new PartTag(text.substring(0, space), text.substring(space + 1));
  }
}
