package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.Endpoint;
import io.remotestore.transport.Transport;
import io.remotestore.transport.TransportOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buckets that a bucket can copy from: those of one server, and of one partition of AWS. */
final class CopySourcesTest {

  private static S3Driver driver(String host, String region) throws IOException {
    AwsCredentials keys = AwsCredentials.of("key", "secret");
    Endpoint endpoint = Endpoint.of(URI.create(host));
    S3Options options = S3Options.builder("bucket", endpoint, region).build();
    Transport transport = Transport.open(TransportOptions.builder().build());
    return new S3Driver(new S3Client(options, () -> keys, transport, Clock.systemUTC()), "s3");
  }

  @ParameterizedTest
  @CsvSource({
    "https://s3.eu-west-1.amazonaws.com,eu-west-1,https://s3.us-east-1.amazonaws.com,us-east-1,true",
    "https://s3.eu-west-1.amazonaws.com,eu-west-1,https://s3.cn-north-1.amazonaws.com.cn,cn-north-1,false",
    "https://s3.us-gov-west-1.amazonaws.com,us-gov-west-1,https://s3.us-east-1.amazonaws.com,us-east-1,false",
    "https://one.example,us-east-1,https://one.example,eu-west-1,true",
    "https://one.example,us-east-1,https://two.example,us-east-1,false",
    "https://one.example,us-east-1,https://s3.us-east-1.amazonaws.com,us-east-1,false"
  })
  void aBucketIsOneOf(String here, String region, String there, String other, boolean copies)
      throws IOException {
    try (S3Driver target = driver(here, region);
        S3Driver source = driver(there, other)) {
      assertThat(target.canCopyFrom(source)).isEqualTo(copies);
    }
  }
}
