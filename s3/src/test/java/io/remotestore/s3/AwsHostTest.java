package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.transport.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the hosts of S3 itself say the region. */
final class AwsHostTest {
  @ParameterizedTest
  @CsvSource({
    "s3.us-east-1.amazonaws.com, s3.eu-west-1.amazonaws.com",
    "s3.amazonaws.com, s3.eu-west-1.amazonaws.com",
    "s3-external-1.amazonaws.com, s3.eu-west-1.amazonaws.com",
    "s3-us-west-2.amazonaws.com, s3.eu-west-1.amazonaws.com",
    "s3.dualstack.us-east-1.amazonaws.com, s3.dualstack.eu-west-1.amazonaws.com",
    "s3-fips.us-gov-west-1.amazonaws.com, s3-fips.eu-west-1.amazonaws.com",
    "s3-fips.dualstack.us-east-1.amazonaws.com, s3-fips.dualstack.eu-west-1.amazonaws.com",
    "s3.cn-north-1.amazonaws.com.cn, s3.eu-west-1.amazonaws.com",
    "s3.eusc-de-east-1.amazonaws.eu, s3.eu-west-1.amazonaws.com",
    "b.s3-fips.dualstack.us-isob-east-1.sc2s.sgov.gov, b.s3-fips.dualstack.eu-west-1.amazonaws.com",
    "s3-accelerate.amazonaws.com, s3-accelerate.amazonaws.com",
    "ap-1.s3-accesspoint.us-east-1.amazonaws.com, ap-1.s3-accesspoint.us-east-1.amazonaws.com",
    "bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com, bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com",
    "s3.us-east-1.amazonaws.com.example.org, s3.us-east-1.amazonaws.com.example.org",
    "minio, minio"
  })
  void theRegionIsReplacedWhereTheNameHasOne(String host, String there) {
    assertThat(AwsHost.in("eu-west-1", host)).isEqualTo(there);
  }

  @Test
  void anEndpointStaysUntilTheServerNamesARegion() {
    Endpoint given = Endpoint.of(URI.create("https://s3.us-east-1.amazonaws.com"));
    S3Options options = S3Options.builder("bucket", given, "eu-west-1").build();
    assertThat(options.host()).isEqualTo(given);
    assertThat(options.hostIn("eu-west-1")).hasToString("https://s3.eu-west-1.amazonaws.com");
  }

  @Test
  void aRedirectNamesTheRegionByItsHost() {
    String error = "<Error><Code>TemporaryRedirect</Code><Endpoint>%s</Endpoint></Error>";
    assertThat(region(error.formatted("b.c.s3-eu-west-1.amazonaws.com"))).isEqualTo("eu-west-1");
    assertThat(region(error.formatted("b.s3.eu-west-3.amazonaws.com"))).isEqualTo("eu-west-3");
    assertThat(region(error.formatted("b.s3.amazonaws.com"))).isEqualTo("null");
    assertThat(region(error.formatted("s3.eu-west-3.example.org"))).isEqualTo("null");
  }

  private static String region(String document) {
    return String.valueOf(S3Errors.parse(document.getBytes(StandardCharsets.UTF_8)).region());
  }
}
