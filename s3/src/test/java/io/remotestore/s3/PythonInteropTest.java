package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.remotestore.Content;
import io.remotestore.FileInfo;
import io.remotestore.ListOptions;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python library at the other end of a bucket. {@code REMOTE_STORE_PYTHON} names a Python that
 * has {@code remote-store[s3]}.
 */
@EnabledIfEnvironmentVariable(named = S3Server.VARIABLE, matches = ".+")
@EnabledIfEnvironmentVariable(named = "REMOTE_STORE_PYTHON", matches = ".+")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class PythonInteropTest {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TOKEN = "remote-store-token";

  private final S3Server server = S3Server.fromEnvironment();
  private final String bucket = S3Server.newBucketName();
  @TempDir private Path folder;
  private Process python;
  private BufferedReader answers;
  private Store store;

  @BeforeEach
  void start() throws IOException {
    server.makeBucket(bucket);
    Path script = folder.resolve("interop.py");
    try (InputStream in =
        Objects.requireNonNull(PythonInteropTest.class.getResourceAsStream("interop.py"))) {
      long unused = Files.copy(in, script);
    }
    python =
        new ProcessBuilder(
                String.valueOf(System.getenv("REMOTE_STORE_PYTHON")),
                script.toString(),
                server.endpoint().toString(),
                bucket)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = python.inputReader(StandardCharsets.UTF_8);
    store = FakeS3.store(server.driver(bucket));
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    python.getOutputStream().close();
    assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
    answers.close();
    server.removeBucket(bucket);
  }

  // ---------------------------------------------------------------- tests

  @Test
  void pythonReadsWhatJavaWrote() throws IOException {
    Map<String, String> metadata = Map.of("Author", "me", "note", "b  c");
    store.write("d/a b.txt", bytes("\u00e4"), WriteOptions.create().withMetadata(metadata));
    store.write("d/big", Content.of(new byte[9 << 20]), WriteOptions.create());
    assertThat(python("read", "d/a b.txt")).isEqualTo("\u00e4");
    Map<?, ?> read = (Map<?, ?>) Objects.requireNonNull(python("metadata", "d/a b.txt"));
    assertThat(read.get("author")).isEqualTo("me");
    assertThat(read.get(TOKEN)).as("the token shows there").isInstanceOf(String.class);
    assertThat(store.getFileInfo("d/a b.txt").metadata()).containsOnlyKeys("author", "note");
    assertThat(python("list", "d")).isEqualTo(List.of("d/a b.txt", "d/big"));
  }

  @Test
  void withoutTokensPythonSeesTheMetadataOfTheUserAlone() throws IOException {
    try (Store plain =
        Stores.over(server.driver(bucket), StoreOptions.builder().withoutWriteTokens().build())) {
      plain.write("a", bytes("x"), WriteOptions.create().withMetadata(Map.of("Key", "v")));
    }
    assertThat(python("metadata", "a")).isEqualTo(Map.of("key", "v"));
  }

  @Test
  void javaReadsWhatPythonWrote() throws IOException {
    assertThat(python("write", "p/a", "\u00e4b", Map.of("Author", "me", "x-y", "1"))).isNull();
    assertThat(store.readText("p/a")).isEqualTo("\u00e4b");
    assertThat(store.getFileInfo("p/a").metadata()).isEqualTo(Map.of("author", "me", "x-y", "1"));
    store.copy("p/a", "p/b");
    Map<?, ?> copied = (Map<?, ?>) Objects.requireNonNull(python("metadata", "p/b"));
    assertThat(copied.get("author")).isEqualTo("me");
    assertThat(copied.get("x-y")).isEqualTo("1");
  }

  @Test
  void keysThatEarlierVersionsEscapedAreStillRead() throws IOException {
    try (S3Client client = server.client(bucket)) {
      S3Request put = new S3Request("PUT", "old").header("x-amz-meta-%41uthor", "me");
      assertThat(client.sendAndDrop(put.body(Content.of(bytes("x"))), new FreeCall()).status())
          .isEqualTo(200);
    }
    assertThat(store.getFileInfo("old").metadata()).containsValue("me");
    assertThat(store.getFileInfo("old").metadata().keySet())
        .allMatch(key -> key.equalsIgnoreCase("author"));
  }

  /** The rows of docs/deviations.md about folders' names, files as folders, and globs. */
  @Test
  void theDifferencesAreTheDocumentedOnes() throws IOException {
    store.write("g/x/1.txt", bytes("1"));
    store.write("g/2.txt", bytes("2"));
    store.write("src", bytes("s"));
    assertThat(python("list", "g/2.txt")).isEqualTo(List.of("g/2.txt"));
    assertThat(files("g/2.txt")).isEmpty();
    for (String pattern : List.of("g/**", "**")) {
      assertThat(python("glob", pattern)).as(pattern).isEqualTo(glob(pattern));
    }
    for (String pattern : List.of("/g/*", "./g/*", "g//*", "g/*/")) {
      assertThat(python("glob", pattern)).as(pattern).isNotEqualTo(glob(pattern));
      assertThat(glob(pattern)).as(pattern).isEqualTo(List.of("g/2.txt"));
    }
    assertThat(python("write", "g", "x", Map.of())).isEqualTo("AlreadyExists");
    assertThat(python("copy", "src", "g")).isEqualTo("AlreadyExists");
    assertThat(python("move", "src", "g")).isEqualTo("AlreadyExists");
    store.copy("src", "g");
    assertThat(store.isFile("g")).isTrue();
    store.write("h/1", bytes("1"));
    store.write("h", bytes("x"));
    store.write("i/1", bytes("1"));
    store.move("src", "i");
    assertThat(store.readText("i")).isEqualTo("s");
  }

  // ---------------------------------------------------------------- pieces

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> files(String of) {
    try (Stream<FileInfo> files = store.listFiles(of, ListOptions.recursive())) {
      return files.map(FileInfo::path).sorted().toList();
    }
  }

  private List<String> glob(String pattern) {
    try (Stream<FileInfo> files = store.glob(pattern)) {
      return files.map(FileInfo::path).sorted().toList();
    }
  }

  /** Returns what a call of the Python library returns, or the name of its error. */
  private @Nullable Object python(Object... call) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartArray();
      for (Object each : call) {
        if (each instanceof Map<?, ?> map) {
          json.writeStartObject();
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeStringField((String) entry.getKey(), (String) entry.getValue());
          }
          json.writeEndObject();
        } else {
          json.writeString((String) each);
        }
      }
      json.writeEndArray();
    }
    OutputStream out = python.getOutputStream();
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    try (JsonParser reply = JSON.createParser(Objects.requireNonNull(answers.readLine()))) {
      JsonToken unused = reply.nextToken();
      unused = reply.nextToken();
      unused = reply.nextToken();
      return value(reply);
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING -> {
        return json.getText();
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(json.getText());
        }
        return list;
      }
      case START_OBJECT -> {
        Map<String, String> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          JsonToken unused = json.nextToken();
          map.put(json.currentName(), json.getText());
        }
        return map;
      }
      default -> {
        return null;
      }
    }
  }
}
