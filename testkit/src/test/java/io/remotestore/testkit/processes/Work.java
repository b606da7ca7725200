package io.remotestore.testkit.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotestore.AlreadyExistsException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.StoreOptions;
import io.remotestore.StoreWriter;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.local.LocalDriver;
import io.remotestore.local.LocalOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What a child process does to a store. Each says {@code ready} and waits for a line first. */
enum Work {
  /** Creates each key that it is told, as others do at that moment, and tells who won. */
  CREATE {
    @Override
    void run(Store store, String argument, PrintStream out) throws IOException {
      for (String key = INPUT.readLine(); key != null; key = INPUT.readLine()) {
        try {
          store.writeText(key, "identical bytes");
          out.println("won");
        } catch (AlreadyExistsException e) {
          out.println("lost");
        }
      }
    }
  },

  /** Counts up a file that others count up too, and tells how often it came too late. */
  COUNT {
    @Override
    void run(Store store, String argument, PrintStream out) throws IOException {
      int late = 0;
      for (int i = 0; i < Integer.parseInt(argument); i++) {
        while (!increment(store)) {
          late++;
        }
      }
      out.println(late);
    }

    private boolean increment(Store store) throws IOException {
      try (StoreInputStream in = store.read("counter")) {
        int value = Integer.parseInt(new String(in.readAllBytes(), UTF_8));
        store.writeText(
            "counter",
            String.valueOf(value + 1),
            WriteOptions.ifMatch(Objects.requireNonNull(in.info().revision())));
        return true;
      } catch (PreconditionFailedException e) {
        return false;
      }
    }
  },

  /** Writes for ever, in turn new keys and old ones again, and tells each write that is done. */
  WRITE {
    @Override
    void run(Store store, String argument, PrintStream out) {
      for (long n = Long.parseLong(argument); ; n++) {
        String key = n % 2 == 0 ? "new/" + n : "again/" + n % 50;
        WriteOptions options = n % 2 == 0 ? WriteOptions.create() : WriteOptions.overwrite();
        store.write(key, Sealed.of(n), options);
        out.println(key + " " + n);
      }
    }
  },

  /** Overwrites with metadata, which takes longest to publish, and tells at the end. */
  STAMP {
    @Override
    void run(Store store, String argument, PrintStream out) {
      WriteOptions options =
          WriteOptions.overwrite().withMetadata(Map.of("origin", "child")).withContentType("x/y");
      for (int i = 0; i < Integer.parseInt(argument); i++) {
        store.write("stamped/" + i % 7, Sealed.of(i), options);
      }
      out.println("done");
    }
  },

  /** Begins a file, and publishes it when told. */
  HOLD {
    @Override
    void run(Store store, String argument, PrintStream out) throws IOException {
      try (StoreWriter writer = store.openWrite(argument)) {
        writer.stream().write("held".getBytes(UTF_8));
        out.println("holding");
        String unused = INPUT.readLine();
        writer.commit();
      }
      out.println("published");
    }
  };

  private static final BufferedReader INPUT =
      new BufferedReader(new InputStreamReader(System.in, UTF_8));

  abstract void run(Store store, String argument, PrintStream out) throws IOException;

  /** Takes the work, the store's root, and an argument. */
  public static void main(String... args) throws IOException {
    LocalOptions options = LocalOptions.of(Path.of(args[1]));
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    try (Store store = Stores.over(LocalDriver.open(options), StoreOptions.defaults())) {
      out.println("ready");
      if (INPUT.readLine() != null) {
        valueOf(args[0]).run(store, args[2], out);
      }
    }
  }
}
