package io.remotestore.benchmarks.clients;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What a client is measured at. */
public enum Task {
  /** A small object, read. */
  GET,
  /** A small object, written. */
  PUT,
  /** A small object, looked at. */
  HEAD,
  /** A large object as a stream that is dropped. */
  STREAM,
  /** A large object into memory. */
  ARRAY,
  /** A large object into a file. */
  FILE,
  /** A large object from a file. */
  PUT_FILE,
  /** A large object from a stream of unknown length. */
  PUT_STREAM,
  /** All keys below a prefix. */
  LIST,
  /** Many keys, deleted. */
  DELETE;

  /** The size of a small object. */
  public static final int SMALL = 16 << 10;

  /** Key of the small object that is there. */
  public static final String SMALL_KEY = "small.bin";

  /** Key of the large object that is there. */
  public static final String LARGE_KEY = "large.bin";

  /** Below it lie the keys that are listed. */
  public static final String LISTED = "listed/";

  /** The file that is uploaded, in the folder of the run. */
  public static final String SOURCE = "source.bin";

  /** Does it once; {@code name} is what a client may call objects of its own by. */
  interface Once {
    /** Returns how many operations that were. */
    long run() throws Exception;
  }

  /** Returns the task over a client: {@code count} is the size of the large object or the keys. */
  Once over(Client client, String name, Path folder, long count) {
    byte[] small = content();
    Path target = folder.resolve("target-" + name);
    return switch (this) {
      case GET -> () -> one(client.get(SMALL_KEY), SMALL);
      case PUT -> () -> one(client.put(own(name), small), SMALL);
      case HEAD -> () -> one(client.head(SMALL_KEY), SMALL);
      case STREAM -> () -> one(client.stream(LARGE_KEY), count);
      case ARRAY -> () -> one(client.array(LARGE_KEY), count);
      case FILE -> () -> one(intoFile(client, target), count);
      case PUT_FILE ->
          () -> one(client.putFile("up/" + name + ".file", folder.resolve(SOURCE)), count);
      case PUT_STREAM -> () -> one(fromStream(client, name, folder), count);
      case LIST -> () -> many(client.list(LISTED), count);
      case DELETE -> () -> many(client.delete(keys(name, count)), count);
    };
  }

  /** A key of the thread's own, so that a store without versions has no rivals to order. */
  private static String own(String name) {
    return "put/" + name + "/" + Thread.currentThread().getName();
  }

  private static long intoFile(Client client, Path target) throws Exception {
    Files.deleteIfExists(target);
    long told = client.file(LARGE_KEY, target);
    long size = Files.size(target);
    if (told != size) {
      throw new IOException("told " + told + " bytes, the file has " + size);
    }
    return size;
  }

  private static long fromStream(Client client, String name, Path folder) throws Exception {
    try (InputStream in = Unknown.of(folder.resolve(SOURCE))) {
      return client.putStream("up/" + name + ".stream", in);
    }
  }

  /** The keys that a client's own run deletes; somebody else has made them. */
  public static List<String> keys(String name, long count) {
    List<String> keys = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      keys.add(String.format(Locale.ROOT, "delete/%s/%06d", name, i));
    }
    return keys;
  }

  /** The same bytes each time, which nothing can compress. */
  public static byte[] content() {
    byte[] bytes = new byte[SMALL];
    new Random(SMALL).nextBytes(bytes);
    return bytes;
  }

  private static long one(long found, long expected) throws IOException {
    return found == expected ? 1 : many(found, expected);
  }

  private static long many(long found, long expected) throws IOException {
    if (found != expected) {
      throw new IOException(found + " instead of " + expected);
    }
    return expected;
  }
}
