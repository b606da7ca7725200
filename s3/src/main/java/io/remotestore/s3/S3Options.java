package io.remotestore.s3;

import io.remotestore.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** The settings of a bucket and of its requests. Immutable. */
final class S3Options {

  /** Where in a URL the bucket's name stands. */
  enum Addressing {
    /** In the path, before the keys: every server understands it. */
    PATH,
    /** In the host, before its name: S3 itself prefers it. */
    VIRTUAL
  }

  /** Whether the server is believed to decide conditions. */
  enum ConditionalWrites {
    /** The first conditional write tests the server; S3 itself is not tested. */
    AUTO,
    /** The server checks conditions; there is no test. */
    TRUST,
    /** There are no conditional writes. */
    OFF
  }

  /** Whether a checksum may follow its bytes. */
  enum Trailers {
    /** Yes, until the server refuses one. */
    AUTO,
    /** No: bytes that can be read again are read twice; others are sent without a checksum. */
    OFF
  }

  /** The order of keys in listings. */
  enum KeyListing {
    /** The order of their bytes, as on S3. */
    ORDERED,
    /** An order of the server's own. */
    UNORDERED
  }

  /** Who pays for requests. */
  enum Payer {
    /** The owner of the bucket. */
    OWNER,
    /** The account that sends them. */
    REQUESTER
  }

  /** Whether an upload's parts may differ in size. */
  enum Parts {
    /** They may. */
    ANY,
    /** All but the last are of one size. */
    EQUAL
  }

  private final Builder values;

  private S3Options(Builder values) {
    this.values = values;
  }

  static Builder builder(String bucket, Endpoint endpoint, String region) {
    return new Builder(bucket, endpoint, region);
  }

  /** Its name. */
  String bucket() {
    return values.bucket;
  }

  /** The server. */
  Endpoint endpoint() {
    return values.endpoint;
  }

  /** The region that requests are signed for. */
  String region() {
    return values.region;
  }

  /** Where in a URL the bucket's name stands. */
  Addressing addressing() {
    return values.addressing;
  }

  /** Whether the server is believed to decide conditions. */
  ConditionalWrites conditionalWrites() {
    return values.conditionalWrites;
  }

  /** The checksum that uploads carry and the server compares; null for none. */
  @Nullable ChecksumAlgorithm checksum() {
    return values.checksum;
  }

  /** Whether a checksum may follow its bytes. */
  Trailers trailers() {
    return values.trailers;
  }

  /** Who pays for requests. */
  Payer payer() {
    return values.payer;
  }

  /** How the server encrypts. */
  Encryption encryption() {
    return values.encryption;
  }

  /** The storage class of new files; null for the bucket's own. */
  @Nullable String storageClass() {
    return values.storageClass;
  }

  /** Whether an upload's parts may differ in size. */
  Parts parts() {
    return values.parts;
  }

  /** The order of keys in the server's listings. */
  KeyListing listing() {
    return values.listing;
  }

  /** Returns whether the server is S3 itself, whose rules are known. */
  boolean isAws() {
    return AwsHost.isAws(values.endpoint.host());
  }

  /** The endpoint that requests for the bucket go to. */
  Endpoint host() {
    return hostOf(values.endpoint);
  }

  /** The endpoint of requests for the bucket, if it is in that region. */
  Endpoint hostIn(String region) {
    Endpoint given = values.endpoint;
    return hostOf(new Endpoint(given.security(), AwsHost.in(region, given.host()), given.port()));
  }

  private Endpoint hostOf(Endpoint endpoint) {
    return values.addressing == Addressing.PATH
        ? endpoint
        : new Endpoint(endpoint.security(), values.bucket + "." + endpoint.host(), endpoint.port());
  }

  /** The path of a key on the wire; that of the bucket for an empty key. */
  String path(String key) {
    String encoded = "/" + UriText.path(key);
    return values.addressing == Addressing.PATH
        ? "/" + UriText.path(values.bucket) + encoded
        : encoded;
  }

  /** Collects the values of {@link S3Options}. */
  static final class Builder {
    private final String bucket;
    private final Endpoint endpoint;
    private final String region;
    private Addressing addressing = Addressing.PATH;
    private ConditionalWrites conditionalWrites = ConditionalWrites.AUTO;
    private @Nullable ChecksumAlgorithm checksum = ChecksumAlgorithm.CRC32C;
    private Trailers trailers = Trailers.AUTO;
    private Payer payer = Payer.OWNER;
    private Encryption encryption = Encryption.NONE;
    private @Nullable String storageClass;
    private Parts parts = Parts.ANY;
    private KeyListing listing = KeyListing.ORDERED;

    private Builder(String bucket, Endpoint endpoint, String region) {
      this.bucket = bucket;
      this.endpoint = endpoint;
      this.region = region;
    }

    Builder addressing(Addressing value) {
      this.addressing = value;
      return this;
    }

    Builder conditionalWrites(ConditionalWrites value) {
      this.conditionalWrites = value;
      return this;
    }

    Builder checksum(@Nullable ChecksumAlgorithm value) {
      this.checksum = value;
      return this;
    }

    Builder trailers(Trailers value) {
      this.trailers = value;
      return this;
    }

    Builder payer(Payer value) {
      this.payer = value;
      return this;
    }

    Builder encryption(Encryption value) {
      this.encryption = value;
      return this;
    }

    Builder storageClass(@Nullable String value) {
      this.storageClass = value;
      return this;
    }

    Builder parts(Parts value) {
      this.parts = value;
      return this;
    }

    Builder listing(KeyListing value) {
      this.listing = value;
      return this;
    }

    S3Options build() {
      Builder copy = new Builder(bucket, endpoint, region);
      copy.addressing = addressing;
      copy.conditionalWrites = conditionalWrites;
      copy.checksum = checksum;
      copy.trailers = trailers;
      copy.payer = payer;
      copy.encryption = encryption;
      copy.storageClass = storageClass;
      copy.parts = parts;
      copy.listing = listing;
      return new S3Options(copy);
    }
  }
}
