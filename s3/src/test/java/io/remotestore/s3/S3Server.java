package io.remotestore.s3;

import io.remotestore.spi.UnfinishedWrite;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.HttpResponse;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A server that the environment names: {@code REMOTE_STORE_S3} is its URL, {@code
 * AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY} are its keys.
 */
record S3Server(Endpoint endpoint, AwsCredentials credentials) {
  static final String VARIABLE = "REMOTE_STORE_S3";

  static S3Server fromEnvironment() {
    return new S3Server(
        Endpoint.of(URI.create(System.getenv(VARIABLE))),
        AwsCredentials.of(
            System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY")));
  }

  static String newBucketName() {
    return "t-" + UUID.randomUUID();
  }

  S3Client client(String bucket) throws IOException {
    S3Options options = S3Options.builder(bucket, endpoint, "us-east-1").build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    return new S3Client(options, () -> credentials, transport, Clock.systemUTC());
  }

  S3Driver driver(String bucket) throws IOException {
    return new S3Driver(client(bucket), "s3");
  }

  void makeBucket(String bucket) throws IOException {
    try (S3Client client = client(bucket)) {
      client.sendAndDrop(new S3Request("PUT", ""), new FreeCall());
    }
  }

  /** The uploads of a bucket that were neither completed nor aborted. */
  List<UnfinishedWrite> uploads(String bucket) throws IOException {
    try (S3Client client = client(bucket)) {
      return S3Uploads.list(client, "", new FreeCall());
    }
  }

  /** Removes a bucket with all its keys, also those that no path can name, and its uploads. */
  void removeBucket(String bucket) throws IOException {
    FreeCall call = new FreeCall();
    try (S3Client client = client(bucket)) {
      for (UnfinishedWrite upload : S3Uploads.list(client, "", call)) {
        client.sendAndDrop(
            new S3Request("DELETE", upload.key()).query("uploadId", upload.id()), call);
      }
      List<String> keys = keys(client, call);
      while (!keys.isEmpty()) {
        for (String key : keys) {
          client.sendAndDrop(new S3Request("DELETE", key), call);
        }
        keys = keys(client, call);
      }
      client.sendAndDrop(new S3Request("DELETE", ""), call);
    }
  }

  private static List<String> keys(S3Client client, FreeCall call) throws IOException {
    S3Request list = new S3Request("GET", "").query("list-type", "2").query("encoding-type", "url");
    List<String> keys = new ArrayList<>();
    try (HttpResponse response = client.send(list, call)) {
      byte[] body = response.body().readAllBytes();
      XmlScanner xml = new XmlScanner(body);
      while (xml.next()) {
        if (!xml.isStart() && xml.name().equals("Key")) {
          keys.add(new ListedKeys(body).key(xml.text()));
        }
      }
    }
    return keys;
  }
}
