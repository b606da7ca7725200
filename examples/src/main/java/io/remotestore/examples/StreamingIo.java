package io.remotestore.examples;

import io.remotestore.ByteRange;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreReader;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files that need not fit into memory: streams in, streams out, and parts of a file. */
public final class StreamingIo {
  private static final int LINES = 100_000;

  private StreamingIo() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) throws IOException {
    try (Store store = Stores.memory()) {
      produce(store);
      consume(store);
      passOn(store);
      pick(store);
    }
  }

  /**
   * A writer publishes at commit. Closing its stream only ends the bytes, so wrappers may do it.
   */
  private static void produce(Store store) throws IOException {
    try (StoreWriter writer = store.openWrite("log.gz")) {
      try (OutputStream gzip = new GZIPOutputStream(writer.stream())) {
        for (int i = 0; i < LINES; i++) {
          gzip.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      System.out.println("visible before the commit: " + store.exists("log.gz"));
      WriteResult result = writer.commit();
      System.out.println("smaller than 1 MiB: " + (result.size() < 1 << 20));
    }
  }

  /** A stream fetches as it is read, and knows the file that it is of. */
  private static void consume(Store store) throws IOException {
    try (StoreInputStream in = store.read("log.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      System.out.println("reading " + in.info().path());
      System.out.println(
          "lines ending in 7: " + lines.lines().filter(l -> l.endsWith("7")).count());
    }
  }

  /** From stream to stream in bounded memory; what the lambda does not finish is not published. */
  private static void passOn(Store store) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(store.read("log.gz"))) {
      store.write("log.txt", in);
    }
    try {
      store.write(
          "half.txt",
          out -> {
            out.write("half a fi".getBytes(StandardCharsets.UTF_8));
            throw new IOException("the source broke off");
          });
    } catch (RuntimeException e) {
      System.out.println("half a file is there: " + store.exists("half.txt"));
    }
  }

  /** A reader stays with one state of a file and reads anywhere in it, from any thread. */
  private static void pick(Store store) throws IOException {
    try (StoreReader reader = store.open("log.txt")) {
      System.out.println("size: " + reader.size());
      System.out.print(text(ByteBuffer.wrap(reader.read(ByteRange.suffix(11)))));
      // Several parts at once; those that lie near each other are fetched together.
      List<ByteBuffer> parts =
          reader.readVectored(List.of(ByteRange.of(0, 7), ByteRange.of(500_000, 11)));
      parts.forEach(part -> System.out.println(part.remaining() + " bytes"));
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
