package io.remotestore.benchmarks;

import io.remotestore.benchmarks.clients.Place;
import io.remotestore.benchmarks.clients.Task;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command lines of clients' processes, each with the class path of its client alone.
 *
 * @param modules the folder whose folders are the clients' modules
 * @param python the interpreter of an environment with the Python clients; null without
 */
record S3Commands(Path modules, @Nullable Path python) {
  /** How the jars of the processes themselves begin. */
  private static final String OURS = "remote-store-benchmarks-";

  /** Those clients that can be started here. */
  List<S3Subject> subjects() {
    return S3Subject.ALL.stream().filter(this::isThere).toList();
  }

  private boolean isThere(S3Subject subject) {
    return subject.isJava() ? Files.exists(jar(subject)) : python != null;
  }

  private Path jar(S3Subject subject) {
    return target(subject).resolve(OURS + subject.module() + ".jar");
  }

  private Path target(S3Subject subject) {
    return modules.resolve(subject.module()).resolve("target");
  }

  /** A process that answers. */
  List<String> serving(S3Subject subject, S3Case of, S3Servers servers, List<String> flags)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(flags);
    if (of.server() == S3Case.Server.STATIC_TLS) {
      all.add("-Djavax.net.ssl.trustStore=" + servers.trust());
      all.add("-Djavax.net.ssl.trustStorePassword=changeit");
    }
    return command(
        subject, all, of.task(), Integer.toString(of.callers()), of.count(), of.server(), servers);
  }

  /** A process that reads one small object and ends. */
  List<String> once(S3Subject subject, S3Servers servers, List<String> flags) throws IOException {
    return command(subject, flags, Task.GET, "once", Task.SMALL, S3Case.Server.STORE, servers);
  }

  private List<String> command(
      S3Subject subject,
      List<String> flags,
      Task task,
      String callers,
      long count,
      S3Case.Server server,
      S3Servers servers)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (subject.isJava()) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(List.of("-cp", classPath(subject), subject.main()));
    } else {
      command.add(String.valueOf(python));
      command.add(modules.resolve("src/main/python/s3_client.py").toString());
    }
    Place place = servers.place(server);
    command.addAll(
        List.of(
            subject.name(),
            task.name(),
            callers,
            place.endpoint().toString(),
            place.bucket(),
            servers.folder().toString(),
            Long.toString(count),
            place.isTls() ? place.certificate() : "-"));
    return command;
  }

  /** What a process needs to know beside its arguments. */
  static Map<String, String> environment(Place place) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", place.accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", place.secretKey());
    if (place.isTls()) {
      environment.put("SSL_CERT_FILE", place.certificate());
    }
    return environment;
  }

  private String classPath(S3Subject subject) throws IOException {
    List<Path> all = new ArrayList<>(List.of(jar(subject)));
    all.addAll(jars(subject, name -> name.startsWith(OURS)));
    all.addAll(needed(subject));
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The jars of the client itself. */
  private List<Path> needed(S3Subject subject) throws IOException {
    return jars(
        subject, name -> !name.startsWith(OURS) && !subject.unneeded().matcher(name).matches());
  }

  private List<Path> jars(S3Subject subject, Predicate<String> names) throws IOException {
    try (Stream<Path> jars = Files.list(target(subject).resolve("lib"))) {
      return jars.filter(jar -> names.test(jar.getFileName().toString())).sorted().toList();
    }
  }

  /** The bytes of the jars of the client itself. */
  double jarBytes(S3Subject subject) throws IOException {
    double total = 0;
    for (Path jar : needed(subject)) {
      total += Files.size(jar);
    }
    return total;
  }
}
