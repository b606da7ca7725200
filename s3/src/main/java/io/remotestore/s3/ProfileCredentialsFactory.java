package io.remotestore.s3;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Gets the credentials of profiles that ask for more than this module speaks, such as {@code sso_}
 * settings. Found by the service loader; the module {@code remote-store-s3-aws-sdk} brings one.
 */
@FunctionalInterface
public interface ProfileCredentialsFactory {

  /**
   * Returns the provider of a profile. It is asked ahead of the end of what it gave, and every
   * minute where that says no end; it is for one thread at a time. One that is {@link
   * AutoCloseable} is closed with its store.
   *
   * @param profile the name of the profile
   * @param credentialsFile the file {@code ~/.aws/credentials}, which may be missing
   * @param configFile the file {@code ~/.aws/config}, which may be missing
   * @throws IOException if there is none
   */
  CredentialsProvider open(String profile, Path credentialsFile, Path configFile)
      throws IOException;
}
