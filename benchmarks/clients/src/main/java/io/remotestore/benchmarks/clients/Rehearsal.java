package io.remotestore.benchmarks.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Every task once on a real server, with little to do, so that no client rots. */
public final class Rehearsal {
  /** Names the server, as it does for the tests of the backend. */
  public static final String VARIABLE = "REMOTE_STORE_S3";

  private static final int LARGE = (20 << 20) + 7;

  /** More than a page. */
  private static final int KEYS = 1_100;

  private Rehearsal() {}

  /**
   * Does it all with the client of a name, and returns what that cannot do.
   *
   * @param folder an empty one
   */
  public static Set<Task> run(Worker.Opener opener, String name, Path folder) throws Exception {
    Place place =
        new Place(
            URI.create(System.getenv(VARIABLE)),
            "r-" + UUID.randomUUID(),
            System.getenv("AWS_ACCESS_KEY_ID"),
            System.getenv("AWS_SECRET_ACCESS_KEY"),
            "");
    Set<Task> unable = EnumSet.noneOf(Task.class);
    try (BareClient stage = new BareClient(place);
        Client client = opener.open(name, place)) {
      List<String> listed = prepare(stage, name, folder);
      for (Task task : Task.values()) {
        try {
          long unused = task.over(client, name, folder, count(task)).run();
        } catch (UnsupportedOperationException e) {
          unable.add(task);
        }
      }
      long unused = stage.delete(listed);
    }
    return unable;
  }

  private static long count(Task task) {
    return task == Task.LIST || task == Task.DELETE ? KEYS : LARGE;
  }

  private static List<String> prepare(BareClient stage, String name, Path folder) throws Exception {
    stage.makeBucket();
    byte[] large = new byte[LARGE];
    new Random(LARGE).nextBytes(large);
    write(folder.resolve(Task.SOURCE), large);
    long unused = stage.put(Task.SMALL_KEY, Task.content());
    unused = stage.put(Task.LARGE_KEY, large);
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      listed.add(Task.LISTED + i % 3 + "/" + i);
    }
    byte[] nothing = {};
    for (String key : listed) {
      unused = stage.put(key, nothing);
    }
    for (String key : Task.keys(name, KEYS)) {
      unused = stage.put(key, nothing);
    }
    return listed;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes);
    }
  }
}
