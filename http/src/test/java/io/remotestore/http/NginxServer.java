package io.remotestore.http;

import io.remotestore.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder of its own on the server that the environment names: {@code scripts/servers/nginx start}
 * prints what to set.
 *
 * @param url where the server is, without a slash at the end
 * @param folder the folder
 */
record NginxServer(String url, Path folder) {
  static final String VARIABLE = "REMOTE_STORE_HTTP_URL";

  private static final String ROOT = "REMOTE_STORE_HTTP_ROOT";

  static NginxServer newFolder() throws IOException {
    String url = variable(VARIABLE).replaceFirst("/$", "");
    Path root = Path.of(variable(ROOT));
    return new NginxServer(url, Files.createTempDirectory(root, "http-test-").toRealPath());
  }

  static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), () -> name + " is not set");
  }

  /** The URL of the folder at a place that behaves in some way, such as {@code /_/chunked/}. */
  String url(String place) {
    return url + place + folder.getFileName() + "/";
  }

  Store store(String place, Object... options) throws IOException {
    return HttpDrivers.store(url(place), options);
  }
}
