package io.remotestore.s3.awssdk;

import io.remotestore.s3.CredentialsProvider;
import io.remotestore.s3.ProfileCredentialsFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Serves profiles with single sign-on. Found by being on the class path. */
public final class AwsSdkProfiles implements ProfileCredentialsFactory {

  /** For the service loader. */
  public AwsSdkProfiles() {}

  @Override
  public CredentialsProvider open(String profile, Path credentialsFile, Path configFile) {
    ProfileFile.Aggregator files = ProfileFile.aggregator();
    add(files, credentialsFile, ProfileFile.Type.CREDENTIALS);
    add(files, configFile, ProfileFile.Type.CONFIGURATION);
    return AwsSdkCredentials.of(
        ProfileCredentialsProvider.builder()
            .profileFile(files.build())
            .profileName(profile)
            .build());
  }

  private static void add(ProfileFile.Aggregator files, Path file, ProfileFile.Type type) {
    if (Files.isRegularFile(file)) {
      ProfileFile.Aggregator unused =
          files.addFile(ProfileFile.builder().content(file).type(type).build());
    }
  }
}
