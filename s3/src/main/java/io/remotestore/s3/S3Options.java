package io.remotestore.s3;

import io.remotestore.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** Which bucket, how it is reached, and what is asked of it. Immutable. */
final class S3Options {

  /** Where in a URL the bucket's name stands. */
  enum Addressing {
    /** Before the keys: every server understands it. */
    PATH,
    /** Before the name of the host: what S3 itself prefers. */
    VIRTUAL
  }

  /** Whether the server is believed to decide conditions. */
  enum ConditionalWrites {
    /** It is tried at the first conditional write; S3 itself is believed. */
    AUTO,
    /** It does. */
    TRUST,
    /** It does not: there are no conditional writes. */
    OFF
  }

  /** Whether a checksum may follow its bytes. */
  enum Trailers {
    /** Until the server refuses one. */
    AUTO,
    /** No: bytes that can be read again are read twice, others go without. */
    OFF
  }

  /** What order a server lists keys in. */
  enum KeyListing {
    /** Of their bytes, as S3 does. */
    ORDERED,
    /** Of its own. */
    UNORDERED
  }

  /** Who pays for requests. */
  enum Payer {
    /** The owner of the bucket. */
    OWNER,
    /** Who sends them. */
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

  /** What uploads carry for the server to compare; null for none. */
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

  /** What new files are stored as; null for the bucket's own. */
  @Nullable String storageClass() {
    return values.storageClass;
  }

  /** Whether an upload's parts may differ in size. */
  Parts parts() {
    return values.parts;
  }

  /** What order the server lists keys in. */
  KeyListing listing() {
    return values.listing;
  }

  /** Tells whether the server is S3 itself, whose rules are known. */
  boolean isAws() {
    return AwsHost.isAws(values.endpoint.host());
  }

  /** The endpoint that requests for the bucket go to. */
  Endpoint host() {
    return hostOf(values.endpoint);
  }

  /** The endpoint that requests for the bucket go to, should it turn out to be in that region. */
  Endpoint hostIn(String region) {
    Endpoint given = values.endpoint;
    return hostOf(new Endpoint(given.security(), AwsHost.in(region, given.host()), given.port()));
  }

  private Endpoint hostOf(Endpoint endpoint) {
    return values.addressing == Addressing.PATH
        ? endpoint
        : new Endpoint(endpoint.security(), values.bucket + "." + endpoint.host(), endpoint.port());
  }

  /** The path of a key as it goes on the wire; that of the bucket for an empty key. */
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
