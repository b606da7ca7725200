package io.remotestore.s3;

import io.remotestore.testkit.KnownDifferences;
import io.remotestore.transport.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3Proxy over a folder: a server inside this JVM that checks signatures. */
final class InJvmS3 implements Closeable {
  private static final String BELOW_A_FILE =
      "keys are files in a folder: looking for a key below another is an error of the server";

  /** What the failure of a read says whose bytes are not those that its checksum is of. */
  static final String OTHER_BYTES = "The bytes that arrived are not those of the file";

  private static final String MIXED =
      "a reply to a read may have the headers of one state and the bytes of the next";

  /** What it gets wrong; {@link S3InJvmContractTest} shows each race. */
  static final KnownDifferences DIFFERENCES =
      belowAFile()
          .fails("Writes.typeOutranksExistence", BELOW_A_FILE)
          .fails("Paths.tooLongIsRefusedAtOnce", "a segment is a file name of 255 bytes at most")
          .failsByChance(
              "Reads.readsUnderADate",
              "PreconditionFailedException",
              "If-Unmodified-Since is compared with fractions of a second, which HTTP cannot say")
          .failsByChance(
              "Races.countersEndExact", "expected: \"120\"", "If-Match is looked at too early")
          .failsByChance("Races.countersEndExact", OTHER_BYTES, MIXED)
          .failsByChance("Races.readersSeeWholeFilesOnly", OTHER_BYTES, MIXED);

  /** JDKs that say of what is below a file that it is missing give the server no error to tell. */
  private static KnownDifferences belowAFile() {
    if (isMissingBelowAFile()) {
      return S3Fixture.DIFFERENCES;
    }
    return S3Fixture.DIFFERENCES
        .fails("Infos.nothingIsBelowAFile", BELOW_A_FILE)
        .fails("Reads.missingFilesAreNotFound", BELOW_A_FILE)
        .fails("Deletes.absence", BELOW_A_FILE);
  }

  private static boolean isMissingBelowAFile() {
    try {
      Path file = Files.createTempFile("in-jvm-s3", ".probe");
      try {
        Files.readAttributes(file.resolve("below"), BasicFileAttributes.class);
        throw new AssertionError("there is something below a file");
      } catch (NoSuchFileException e) {
        return true;
      } catch (FileSystemException e) {
        return false;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final AwsCredentials KEYS = AwsCredentials.of("in-jvm", "a secret of the tests");

  private final S3Proxy proxy;
  private final Path folder;

  private InJvmS3(S3Proxy proxy, Path folder) {
    this.proxy = proxy;
    this.folder = folder;
  }

  static InJvmS3 start() throws Exception {
    Path folder = Files.createTempDirectory("in-jvm-s3");
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEYS.accessKey(), KEYS.secretKey())
            .ignoreUnknownHeaders(true)
            .build();
    proxy.start();
    return new InJvmS3(proxy, folder);
  }

  int port() {
    return proxy.getPort();
  }

  S3Server server() {
    return new S3Server(new Endpoint(Endpoint.Security.PLAIN, "127.0.0.1", port()), KEYS);
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
