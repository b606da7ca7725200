package io.remotestore.s3;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of hosts of S3 itself, which say the region that they serve. */
final class AwsHost {
  /** The form of a region's name; other text in its place could lead to another host. */
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

  private static final List<String> DOMAINS = AwsPartition.domains();

  /**
   * The usual names, the ones that take IPv6, the ones with FIPS modules, the old ones with a dash,
   * and the ones without a region; behind the name of a bucket or alone. Access points, accelerated
   * and private hosts serve one place whatever the region, and are none of these.
   */
  private static final Pattern REGIONAL =
      Pattern.compile(
          "(.+\\.)?(s3(?:-fips)?(?:\\.dualstack)?)(?:[.-]([a-z]{2,}(?:-[a-z]+)+-\\d+|external-1))?"
              + "\\.(?:"
              + DOMAINS.stream().map(Pattern::quote).collect(Collectors.joining("|"))
              + ")");

  private AwsHost() {}

  static boolean isAws(String host) {
    return DOMAINS.stream().anyMatch(domain -> host.endsWith("." + domain));
  }

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /**
   * Returns the host of the same kind in another region, in the domain of the region's partition.
   * Returns the same host if it names no region.
   */
  static String in(String region, String host) {
    Matcher name = REGIONAL.matcher(host);
    if (!name.matches()) {
      return host;
    }
    String bucket = name.group(1) == null ? "" : name.group(1);
    return bucket + name.group(2) + "." + region + "." + AwsPartition.of(region).domain();
  }

  /** The region that a host serves; null if its name holds no region. */
  static @Nullable String region(String host) {
    Matcher name = REGIONAL.matcher(host);
    String region = name.matches() ? name.group(3) : null;
    return region == null || region.equals("external-1") ? null : region;
  }
}
