package io.remotestore.benchmarks.clients;

import java.net.URI;

/**
 * Where a client finds its objects.
 *
 * @param endpoint scheme, host and port of the server
 * @param bucket the bucket, as the first segment of the path
 * @param accessKey the id of the key that requests are signed with
 * @param secretKey the key
 * @param certificate the server's certificate in PEM; empty without TLS
 */
public record Place(
    URI endpoint, String bucket, String accessKey, String secretKey, String certificate) {
  /** The region that all sign for. */
  public static final String REGION = "us-east-1";

  /** Tells whether the server speaks TLS. */
  public boolean isTls() {
    return endpoint.getScheme().equals("https");
  }

  @Override
  public String toString() {
    return endpoint + "/" + bucket;
  }
}
