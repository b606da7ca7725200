package io.remotestore.benchmarks.aws;

import io.remotestore.benchmarks.clients.Client;
import io.remotestore.benchmarks.clients.Place;
import io.remotestore.benchmarks.clients.Worker;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The process of the SDK of AWS. */
public final class Aws {
  private Aws() {}

  /** Takes the arguments of {@link Worker}. */
  public static void main(String... arguments) throws Exception {
    Worker.run(Aws::open, arguments);
  }

  static Client open(String name, Place place) {
    return switch (name) {
      case "aws-apache5" -> SyncClient.overApache(place);
      case "aws-crt" -> SyncClient.overCrt(place);
      case "aws-s3crt" -> new S3CrtClient(place);
      default ->
          throw new IllegalArgumentException(
              name + " is none of " + List.of("aws-apache5", "aws-crt", "aws-s3crt"));
    };
  }

  static AwsCredentialsProvider credentials(Place place) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(place.accessKey(), place.secretKey()));
  }
}
