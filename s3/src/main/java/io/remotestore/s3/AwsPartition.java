package io.remotestore.s3;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The partitions of AWS: groups of regions that share domains. The values come from botocore
 * 1.44.8, {@code botocore/data/partitions.json}. The forms of the hosts come from its {@code
 * endpoint-rule-set-1.json} of S3 and STS.
 *
 * <table>
 * <caption>Hosts</caption>
 * <tr><th>variant</th><th>S3</th><th>STS</th></tr>
 * <tr><td>usual</td><td>s3.REGION.domain</td><td>sts.REGION.domain</td></tr>
 * <tr><td>FIPS</td><td>s3-fips.REGION.domain</td><td>sts-fips.REGION.domain; sts.REGION.domain in
 * the partition of the US government</td></tr>
 * <tr><td>dual stack</td><td>s3.dualstack.REGION.domain</td><td>sts.REGION.dual stack
 * domain</td></tr>
 * <tr><td>both</td><td>s3-fips.dualstack.REGION.domain</td><td>sts-fips.REGION.dual stack
 * domain</td></tr>
 * </table>
 */
enum AwsPartition {
  CHINA("cn\\-\\w+\\-\\d+", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
  EUROPEAN_SOVEREIGN_CLOUD("eusc\\-(de)\\-\\w+\\-\\d+", "amazonaws.eu", "api.amazonwebservices.eu"),
  US_GOVERNMENT("us\\-gov\\-\\w+\\-\\d+", "amazonaws.com", "api.aws"),
  ISO("us\\-iso\\-\\w+\\-\\d+", "c2s.ic.gov", "api.aws.ic.gov"),
  ISO_B("us\\-isob\\-\\w+\\-\\d+", "sc2s.sgov.gov", "api.aws.scloud"),
  ISO_E("eu\\-isoe\\-\\w+\\-\\d+", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
  ISO_F("us\\-isof\\-\\w+\\-\\d+", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
  /** The partition of all regions that no other partition has, new ones included. */
  STANDARD("[A-Za-z0-9-]+", "amazonaws.com", "api.aws");

  /** Kinds of endpoints that a caller can select. */
  enum Variant {
    /** Endpoints with cryptography validated by FIPS 140. */
    FIPS,
    /** Endpoints with IPv4 and IPv6 addresses. */
    DUAL_STACK
  }

  private final Pattern regions;
  private final String domain;
  private final String dualStackDomain;

  AwsPartition(String regions, String domain, String dualStackDomain) {
    this.regions = Pattern.compile(regions);
    this.domain = domain;
    this.dualStackDomain = dualStackDomain;
  }

  /** Returns the partition of a region. */
  static AwsPartition of(String region) {
    String name = region.toLowerCase(Locale.ROOT);
    for (AwsPartition partition : values()) {
      if (partition.regions.matcher(name).matches()) {
        return partition;
      }
    }
    return STANDARD;
  }

  /** The domains of all partitions, without duplicates. */
  static List<String> domains() {
    return Arrays.stream(values())
        .flatMap(each -> Stream.of(each.domain, each.dualStackDomain))
        .distinct()
        .toList();
  }

  /** The domain of S3, and of the IPv4-only endpoints of other services. */
  String domain() {
    return domain;
  }

  /** Returns the host of S3 in a region. */
  static String s3(String region, Set<Variant> variants) {
    return (variants.contains(Variant.FIPS) ? "s3-fips." : "s3.")
        + (variants.contains(Variant.DUAL_STACK) ? "dualstack." : "")
        + region
        + "."
        + of(region).domain;
  }

  /** Returns the host of the Security Token Service in a region. */
  static String sts(String region, Set<Variant> variants) {
    AwsPartition partition = of(region);
    boolean dualStack = variants.contains(Variant.DUAL_STACK);
    boolean validatedAnyway = partition == US_GOVERNMENT && !dualStack;
    return (variants.contains(Variant.FIPS) && !validatedAnyway ? "sts-fips." : "sts.")
        + region
        + "."
        + (dualStack ? partition.dualStackDomain : partition.domain);
  }
}
