package io.remotestore.s3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code client_options}, which the Python library hands to s3fs. Entries that apply here
 * become options of this library; others are an error with a hint.
 */
final class ClientOptions {
  private static final String TABLE = "client_options";

  private final Map<String, Object> options = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ClientOptions() {}

  /** Reads the table: options by the names of this library, and all problems. */
  static ClientOptions read(Map<String, @Nullable Object> table) {
    ClientOptions read = new ClientOptions();
    table.forEach((name, value) -> read.top(name, value));
    return read;
  }

  Map<String, Object> options() {
    return options;
  }

  List<String> problems() {
    return problems;
  }

  private void top(String name, @Nullable Object value) {
    switch (name) {
      case "anon" -> put("anonymous", value);
      case "key", "secret", "profile", "endpoint_url" -> put(name, value);
      case "token" -> put("session_token", value);
      case "requester_pays" -> put("requester_pays", value);
      case "client_kwargs" -> each(name, value, this::client);
      case "config_kwargs" -> each(name, value, this::config);
      case "s3_additional_kwargs" -> each(name, value, this::additional);
      case "use_listings_cache", "version_aware", "asynchronous" ->
          only(name, value, false, "nothing is cached between calls here");
      case "skip_instance_cache" -> only(name, value, true, "instances are not shared here");
      case "use_ssl" ->
          only(name, value, true, "write http:// in endpoint_url for a server without TLS");
      case "default_block_size" -> refuse(name, "part_size of the table java is the size of parts");
      case "max_concurrency" -> refuse(name, "concurrency of the table java says it");
      case "fixed_upload_size" ->
          put("parts", "true".equals(String.valueOf(value)) ? "equal" : "any");
      default -> refuse(name, "it is an option of s3fs alone; leave it out");
    }
  }

  private void client(String path, String name, @Nullable Object value) {
    switch (name) {
      case "region_name", "endpoint_url" -> put(name, value);
      case "aws_access_key_id" -> put("key", value);
      case "aws_secret_access_key" -> put("secret", value);
      case "aws_session_token" -> put("session_token", value);
      case "verify" -> {
        if ("false".equals(String.valueOf(value))) {
          refuse(path, "certificates are always verified; tls_ca_bundle names those to trust");
        } else if (!"true".equals(String.valueOf(value))) {
          put("tls_ca_bundle", value);
        }
      }
      case "config" -> refuse(path, "its options go into config_kwargs");
      default -> refuse(path, "it is an option of botocore alone; leave it out");
    }
  }

  private void config(String path, String name, @Nullable Object value) {
    switch (name) {
      case "region_name" -> put(name, value);
      case "connect_timeout" -> put("connect_timeout", value);
      case "read_timeout" -> put("idle_timeout", value);
      case "proxies" -> each(path, value, (at, scheme, url) -> put("proxy", url));
      case "retries" -> refuse(path, "the table retry of the backend says it");
      case "max_pool_connections" ->
          refuse(path, "there are as many connections as callers; leave it out");
      case "signature_version" -> signature(path, String.valueOf(value));
      case "s3" -> each(path, value, this::addressing);
      default -> refuse(path, "it is an option of botocore alone; leave it out");
    }
  }

  private void signature(String path, String version) {
    switch (version) {
      case "s3v4", "v4" -> {}
      case "unsigned" -> put("anonymous", true);
      default -> refuse(path, "requests are signed with s3v4, or not at all (unsigned)");
    }
  }

  private void addressing(String path, String name, @Nullable Object value) {
    if (!name.equals("addressing_style")) {
      refuse(path, "it is an option of botocore alone; leave it out");
    } else if (!"auto".equals(value)) {
      put("addressing", value);
    }
  }

  private void additional(String path, String name, @Nullable Object value) {
    switch (name) {
      case "ServerSideEncryption" ->
          put(
              "encryption",
              "aws:kms".equals(value) ? "kms" : "AES256".equals(value) ? "s3" : value);
      case "SSEKMSKeyId" -> put("kms_key_id", value);
      case "StorageClass" -> put("storage_class", value);
      case "RequestPayer" -> put("requester_pays", "requester".equals(value));
      default -> refuse(path, "there is no option for it here");
    }
  }

  // ---------------------------------------------------------------- pieces

  private interface Reader {
    void read(String path, String name, @Nullable Object value);
  }

  private void each(String path, @Nullable Object value, Reader reader) {
    if (value instanceof Map<?, ?> table) {
      table.forEach((name, inner) -> reader.read(path + "." + name, String.valueOf(name), inner));
    } else if (value != null) {
      refuse(path, "it is a table");
    }
  }

  private void put(String option, @Nullable Object value) {
    if (value != null) {
      options.put(option, value);
    }
  }

  private void only(String name, @Nullable Object value, boolean right, String why) {
    if (value != null && !Boolean.toString(right).equals(String.valueOf(value))) {
      refuse(name, why);
    }
  }

  private void refuse(String path, String hint) {
    problems.add(TABLE + "." + path + ": it has no meaning here: " + hint);
  }
}
