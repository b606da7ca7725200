package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotestore.s3.AwsPartition.Variant;
import io.remotestore.transport.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hosts of S3 and STS in each partition, as botocore 1.44.8 resolves them. */
final class AwsPartitionTest {
  private static final Set<Variant> BOTH = EnumSet.allOf(Variant.class);

  @ParameterizedTest
  @CsvSource({
    "us-east-1, amazonaws.com, api.aws",
    "eu-west-1, amazonaws.com, api.aws",
    "mx-central-1, amazonaws.com, api.aws",
    "us-gov-west-1, amazonaws.com, api.aws",
    "cn-north-1, amazonaws.com.cn, api.amazonwebservices.com.cn",
    "cn-northwest-1, amazonaws.com.cn, api.amazonwebservices.com.cn",
    "eusc-de-east-1, amazonaws.eu, api.amazonwebservices.eu",
    "us-iso-east-1, c2s.ic.gov, api.aws.ic.gov",
    "us-isob-west-1, sc2s.sgov.gov, api.aws.scloud",
    "eu-isoe-west-1, cloud.adc-e.uk, api.cloud-aws.adc-e.uk",
    "us-isof-south-1, csp.hci.ic.gov, api.aws.hci.ic.gov",
    "xx-new-region-1, amazonaws.com, api.aws",
  })
  void eachRegionHasTheHostsOfItsPartition(String region, String domain, String dual) {
    String at = "." + region + "." + domain;
    boolean government = region.startsWith("us-gov-");
    assertThat(List.of(s3(region), s3(region, Variant.FIPS), s3(region, Variant.DUAL_STACK)))
        .containsExactly("s3" + at, "s3-fips" + at, "s3.dualstack" + at);
    assertThat(AwsPartition.s3(region, BOTH)).isEqualTo("s3-fips.dualstack" + at);
    assertThat(List.of(sts(region), sts(region, Variant.FIPS), sts(region, Variant.DUAL_STACK)))
        .containsExactly(
            "sts" + at, (government ? "sts" : "sts-fips") + at, "sts." + region + "." + dual);
    assertThat(AwsPartition.sts(region, BOTH)).isEqualTo("sts-fips." + region + "." + dual);
    for (String host :
        List.of(s3(region), AwsPartition.s3(region, BOTH), AwsPartition.sts(region, BOTH))) {
      assertThat(AwsHost.isAws(host)).as(host).isTrue();
      assertThat(AwsHost.isAws(host + ".example.org")).as(host).isFalse();
      assertThat(AwsHost.isAws("evil" + domain)).isFalse();
    }
    for (Set<Variant> variants : List.of(Set.<Variant>of(), BOTH)) {
      String host = AwsPartition.s3(region, variants);
      assertThat(AwsHost.in(region, AwsPartition.s3("us-east-1", variants))).isEqualTo(host);
      assertThat(AwsHost.in("eu-west-1", "b." + host))
          .isEqualTo("b." + AwsPartition.s3("eu-west-1", variants));
      assertThat(AwsHost.region("b." + host)).isEqualTo(region);
    }
  }

  private static String s3(String region, Variant... variants) {
    return AwsPartition.s3(region, Set.of(variants));
  }

  private static String sts(String region, Variant... variants) {
    return AwsPartition.sts(region, Set.of(variants));
  }

  @Test
  void environmentAndProfileAskForVariants(@TempDir Path folder) throws IOException {
    try (Surroundings here = new Surroundings(folder)) {
      assertThat(here.environment(null).variants()).isEmpty();
      here.config(
          "[default]\nuse_fips_endpoint = true\n[profile six]\nuse_dualstack_endpoint = True\n");
      assertThat(here.environment(null).variants()).containsExactly(Variant.FIPS);
      assertThat(here.environment("six").variants()).containsExactly(Variant.DUAL_STACK);
      here.with("AWS_USE_DUALSTACK_ENDPOINT", "true").with("AWS_USE_FIPS_ENDPOINT", "false");
      assertThat(here.environment(null).variants()).containsExactly(Variant.DUAL_STACK);
    }
  }

  @Test
  void upperCaseInAnEndpointIsTheSameHost() {
    Endpoint endpoint = Endpoint.of(URI.create("https://S3.EUSC-DE-EAST-1.AMAZONAWS.EU"));
    assertThat(AwsHost.isAws(endpoint.host())).isTrue();
  }
}
