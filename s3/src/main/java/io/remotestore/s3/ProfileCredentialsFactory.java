package io.remotestore.s3;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Provides the credentials of profiles that this module does not support, such as those with {@code
 * sso_} settings. The service loader finds it; the module {@code remote-store-s3-aws-sdk} contains
 * one.
 */
@FunctionalInterface
public interface ProfileCredentialsFactory {

  /**
   * Returns the provider of a profile. The library asks it before its credentials expire, or every
   * minute if they have no expiry, and from one thread at a time. An {@link AutoCloseable} provider
   * is closed with its store.
   *
   * @param profile the name of the profile
   * @param credentialsFile the file {@code ~/.aws/credentials}, which may be missing
   * @param configFile the file {@code ~/.aws/config}, which may be missing
   * @throws IOException if there is no provider for the profile
   */
  CredentialsProvider open(String profile, Path credentialsFile, Path configFile)
      throws IOException;
}
