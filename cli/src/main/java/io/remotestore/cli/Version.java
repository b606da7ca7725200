package io.remotestore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is, and which Java runs it. */
final class Version implements IVersionProvider {

  /** For picocli. */
  Version() {}

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IOException("version.properties is missing");
      }
      properties.load(in);
    }
    return new String[] {
      "remote-store " + properties.getProperty("version"),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
    };
  }
}
