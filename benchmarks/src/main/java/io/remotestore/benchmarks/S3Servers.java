package io.remotestore.benchmarks;

import io.remotestore.benchmarks.clients.BareClient;
import io.remotestore.benchmarks.clients.Place;
import io.remotestore.benchmarks.clients.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that the scripts of this repository start, and what lies on them. */
final class S3Servers implements AutoCloseable {
  static final String BUCKET = "bench";
  private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(.*)");
  private static final int WRITERS = 32;

  private final Path scripts;
  private final Path folder;
  private final PrintStream progress;
  private final Map<String, String> environment = new HashMap<>();

  private S3Servers(Path scripts, Path folder, PrintStream progress) {
    this.scripts = scripts;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Starts them, with a small object in each and a large one in the static one.
   *
   * @param folder where all lies; it is removed at the end
   * @param large the size of the large object, which is also a file there, to be uploaded
   */
  static S3Servers start(Path scripts, Path folder, long large, PrintStream progress)
      throws Exception {
    Trees.delete(folder);
    Path root = Files.createDirectories(folder.resolve("root"));
    Path source = folder.resolve(Task.SOURCE);
    fill(source, large);
    Files.createLink(root.resolve(Task.LARGE_KEY), source);
    Files.write(root.resolve(Task.SMALL_KEY), Task.content());
    S3Servers servers = new S3Servers(scripts, folder, progress);
    try {
      servers.run("nginx", "start", folder.toString(), "--root", root.toString());
      servers.run("minio", "start", folder.toString());
      try (BareClient client = new BareClient(servers.place(S3Case.Server.STORE))) {
        client.makeBucket();
        long unused = client.put(Task.SMALL_KEY, Task.content());
      }
      return servers;
    } catch (Exception | Error e) {
      servers.close();
      throw e;
    }
  }

  private static void fill(Path file, long size) throws IOException {
    byte[] block = new byte[1 << 20];
    Random random = new Random(size);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < size; written += block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(block.length, size - written));
      }
    }
  }

  private void run(String server, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(scripts.resolve(server).toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher export = EXPORT.matcher(line);
        if (export.matches()) {
          environment.put(export.group(1), export.group(2));
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(command + " did not work");
    }
  }

  /** Where clients find a server. */
  Place place(S3Case.Server server) {
    String variable =
        switch (server) {
          case STATIC -> "REMOTE_STORE_HTTP_URL";
          case STATIC_TLS -> "REMOTE_STORE_HTTPS_URL";
          case STORE -> "REMOTE_STORE_S3";
        };
    return new Place(
        URI.create(told(variable)),
        BUCKET,
        told("AWS_ACCESS_KEY_ID"),
        told("AWS_SECRET_ACCESS_KEY"),
        server == S3Case.Server.STATIC_TLS ? told("REMOTE_STORE_HTTP_CA") : "");
  }

  private String told(String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalStateException("no server told " + variable);
    }
    return value;
  }

  /** Where files to upload lie, and downloaded ones go. */
  Path folder() {
    return folder;
  }

  /** Makes the keys that are listed. */
  void makeListed(long count) throws Exception {
    List<String> keys = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      keys.add(String.format(Locale.ROOT, "%s%03d/%06d", Task.LISTED, i / 1000, i));
    }
    progress.printf(Locale.ROOT, "s3: writing %,d keys%n", count);
    make(keys);
  }

  /** Writes empty objects, by many threads. */
  void make(List<String> keys) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (BareClient client = new BareClient(place(S3Case.Server.STORE))) {
      List<Callable<Long>> writes = new ArrayList<>();
      for (int first = 0; first < WRITERS; first++) {
        int from = first;
        writes.add(() -> write(client, keys, from));
      }
      for (Future<Long> write : threads.invokeAll(writes)) {
        Long unused = write.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static long write(BareClient client, List<String> keys, int from) throws Exception {
    byte[] nothing = {};
    for (int i = from; i < keys.size(); i += WRITERS) {
      long unused = client.put(keys.get(i), nothing);
    }
    return keys.size();
  }

  /** A store of certificates for JVMs that are to trust the server. */
  Path trust() throws IOException, InterruptedException {
    Path file = folder.resolve("trust.p12");
    if (!Files.exists(file)) {
      Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
      Process process =
          new ProcessBuilder(
                  keytool.toString(),
                  "-importcert",
                  "-noprompt",
                  "-alias",
                  "server",
                  "-file",
                  told("REMOTE_STORE_HTTP_CA"),
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  "changeit")
              .redirectErrorStream(true)
              .start();
      try (InputStream out = process.getInputStream()) {
        byte[] text = out.readAllBytes();
        if (process.waitFor() != 0) {
          throw new IOException(new String(text, StandardCharsets.UTF_8));
        }
      }
    }
    return file;
  }

  /** Ends the servers, and removes all that they held. */
  @Override
  public void close() throws IOException, InterruptedException {
    for (String server : List.of("nginx", "minio")) {
      run(server, "stop", folder.toString());
    }
    Trees.delete(folder);
  }
}
