package io.remotestore.benchmarks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A client of S3, and the process that it runs in.
 *
 * @param name what its process calls it
 * @param title what the tables call it
 * @param module the folder of its class path; {@code python} for those in Python
 * @param main the class to start
 * @param unneeded jars of the class path that this client alone does without
 * @param uploads what goes with a small upload for the server to check
 * @param parts the same for large uploads
 */
record S3Subject(
    String name,
    String title,
    String module,
    String main,
    Pattern unneeded,
    String uploads,
    String parts) {
  private static final String PACKAGE = "io.remotestore.benchmarks.";
  private static final Pattern NONE = Pattern.compile("(?!)");

  /** The limit. */
  static final S3Subject BARE =
      java("bare", "bare socket", "clients", "clients.Own", Pattern.compile(".*"), "none", "none");

  /** This library. */
  static final S3Subject STORE =
      java("store", "**remote-store**", "clients", "clients.Own", NONE, "CRC32C", "CRC32C");

  static final List<S3Subject> LIMIT_AND_STORE = List.of(BARE, STORE);
  static final List<S3Subject> STORE_AND_LIMIT = List.of(STORE, BARE);

  private static final Pattern NOT_APACHE =
      Pattern.compile("(aws-crt|crt-core|s3-transfer|netty).*");
  private static final Pattern NOT_CRT = Pattern.compile("(apache5|httpc|s3-transfer|netty).*");
  private static final Pattern NOT_S3_CRT =
      Pattern.compile("(apache5|httpc|aws-crt-client|netty).*");

  /** All there are, in the order of the tables. */
  static final List<S3Subject> ALL =
      List.of(
          BARE,
          STORE,
          java("opendal", "OpenDAL", "opendal", "opendal.OpenDal", NONE, "none", "none"),
          java("minio", "MinIO's client", "minio", "minio.Minio", NONE, "SHA-256", "SHA-256"),
          aws("aws-apache5", "AWS SDK, Apache 5", NOT_APACHE, "CRC32"),
          aws("aws-crt", "AWS SDK, CRT", NOT_CRT, "CRC32"),
          aws("aws-s3crt", "AWS SDK, S3 CRT", NOT_S3_CRT, "CRC32"),
          python("obstore", "obstore (Python)", "SHA-256", "SHA-256"),
          python("s3fs", "s3fs (Python)", "CRC32", "CRC32"),
          python("python", "remote-store (Python)", "CRC32", "CRC32"));

  private static S3Subject java(
      String name,
      String title,
      String module,
      String main,
      Pattern unneeded,
      String uploads,
      String parts) {
    return new S3Subject(name, title, module, PACKAGE + main, unneeded, uploads, parts);
  }

  private static S3Subject aws(String name, String title, Pattern unneeded, String checksum) {
    return java(name, title, "aws", "aws.Aws", unneeded, checksum, checksum);
  }

  private static S3Subject python(String name, String title, String uploads, String parts) {
    return new S3Subject(name, title, "python", "", NONE, uploads, parts);
  }

  boolean isJava() {
    return !module.equals("python");
  }
}
