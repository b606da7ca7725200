package io.remotestore.s3;

import io.remotestore.transport.Endpoint;

/**
 * Which bucket, and how it is reached.
 *
 * @param bucket its name
 * @param endpoint the server
 * @param region the region that requests are signed for
 * @param addressing where in a URL the bucket's name stands
 */
record S3Options(String bucket, Endpoint endpoint, String region, Addressing addressing) {

  /** Where in a URL the bucket's name stands. */
  enum Addressing {
    /** Before the keys: every server understands it. */
    PATH,
    /** Before the name of the host: what S3 itself prefers. */
    VIRTUAL
  }

  /** The endpoint that requests for the bucket go to. */
  Endpoint host() {
    return addressing == Addressing.PATH
        ? endpoint
        : new Endpoint(endpoint.security(), bucket + "." + endpoint.host(), endpoint.port());
  }

  /** The path of a key as it goes on the wire; that of the bucket for an empty key. */
  String path(String key) {
    String encoded = "/" + UriText.path(key);
    return addressing == Addressing.PATH ? "/" + UriText.path(bucket) + encoded : encoded;
  }
}
