package io.remotestore.s3;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a document that holds credentials. Printing it shows their names alone. */
final class CredentialsDocument {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");

  private final String origin;
  private final Map<String, String> fields;

  /**
   * @param origin the source of the document, for errors
   */
  CredentialsDocument(String origin, Map<String, String> fields) {
    this.origin = origin;
    this.fields = Map.copyOf(fields);
  }

  /**
   * Reads the texts and numbers of a JSON object; nested values are left out.
   *
   * @throws IOException if it is no JSON object; the message quotes nothing of it
   */
  static CredentialsDocument ofJson(String origin, byte[] json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      while (object && parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
          fields.put(name, parser.getText());
        }
      }
      if (object) {
        return new CredentialsDocument(origin, fields);
      }
    } catch (JsonProcessingException e) {
      // thrown below, because its own message quotes the text
    }
    throw CredentialsFailures.refused(origin + " gave no JSON object");
  }

  @Nullable String field(String name) {
    return fields.get(name);
  }

  /**
   * Returns the credentials in it.
   *
   * @param token the name of the field with the session token
   * @throws IOException if a field is missing or has a wrong form
   */
  AwsCredentials credentials(String token) throws IOException {
    return new AwsCredentials(
        required("AccessKeyId"),
        required("SecretAccessKey"),
        Blanks.present(fields.get(token)),
        end());
  }

  private String required(String name) throws IOException {
    String value = Blanks.present(fields.get(name));
    if (value == null) {
      throw CredentialsFailures.refused(origin + " gave no " + name);
    }
    return value;
  }

  private @Nullable Instant end() throws IOException {
    String text = Blanks.present(fields.get("Expiration"));
    Instant end = text == null ? null : time(text);
    if (text != null && end == null) {
      throw CredentialsFailures.refused(origin + " gave an Expiration that is no time");
    }
    return end;
  }

  /**
   * Reads ISO 8601 with any fraction and any form of the offset (UTC without one), or seconds since
   * 1970.
   */
  private static @Nullable Instant time(String text) {
    return SECONDS.matcher(text).matches()
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : ListedTime.of(text);
  }

  @Override
  public String toString() {
    return "CredentialsDocument[" + origin + ", " + fields.keySet() + "]";
  }
}
