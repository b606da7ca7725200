package io.remotestore.cli;

import io.remotestore.ConfigException;
import io.remotestore.ErrorDetails;
import io.remotestore.InvalidPathException;
import io.remotestore.RemotePath;
import io.remotestore.Store;
import io.remotestore.StoreLocation;
import io.remotestore.Stores;
import io.remotestore.cli.Place.Form;
import io.remotestore.config.Registry;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what an address leads to; closing this closes what it opened.
 *
 * <p>A text without a colon before its first slash is a path of this machine, and on Windows so is
 * one that begins with a drive, {@code C:}. {@code name://} is a URL. {@code name:} is the
 * configured store of that name, else a URL of that scheme, else an error: a local file with such a
 * name is written {@code ./name:x}.
 */
final class Addresses implements AutoCloseable {
  private static final Pattern NAMED = Pattern.compile("([^/\\\\:]+):(.*)", Pattern.DOTALL);
  private static final Pattern DRIVE = Pattern.compile("[a-zA-Z]:.*", Pattern.DOTALL);

  private final Console console;
  private final ConfigFiles configFiles;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<String, Store> stores = new HashMap<>();
  private final Map<Path, Store> folders = new HashMap<>();
  private final Map<Opened, Store> urls = new HashMap<>();
  private @Nullable Registry registry;

  Addresses(Console console, ConfigFiles configFiles) {
    this.console = console;
    this.configFiles = configFiles;
  }

  /** Opens the store that holds what the address names, and says where in it that is. */
  Place locate(String address) {
    return locate(address, LocalPlace::of);
  }

  /** Opens where the entry of that name is: of a folder or a link itself, not what is behind it. */
  Place locateEntry(String address) {
    return locate(address, LocalPlace::ofEntry);
  }

  private Place locate(String address, Function<Path, LocalPlace> finder) {
    Matcher named = NAMED.matcher(address);
    if (isLocal(address) || !named.matches()) {
      return local(address, finder);
    }
    String path = named.group(2);
    if (isStore(named.group(1), path)) {
      Store store = store(named.group(1));
      String within = withoutSlashes(path);
      return new Place(store, within, address, lastName(within), Form.STORE);
    }
    requireScheme(named.group(1), path);
    return url(address, finder);
  }

  /** Opens the folder that the address names as a store of its own. */
  Store folder(String address) {
    Matcher named = NAMED.matcher(address);
    if (isLocal(address) || !named.matches()) {
      return keep(Stores.local(path(address)));
    }
    if (isStore(named.group(1), named.group(2))) {
      Store store = registry().store(named.group(1));
      String path = withoutSlashes(named.group(2));
      return path.isEmpty() ? store : keep(store.child(path));
    }
    requireScheme(named.group(1), named.group(2));
    return keep(Stores.open(address));
  }

  /** Opens where a path of this machine is; a colon in it means nothing. */
  Place local(String path) {
    return local(path, LocalPlace::of);
  }

  private Place local(String path, Function<Path, LocalPlace> finder) {
    LocalPlace place = finder.apply(path(path));
    Store store = keep(Stores.local(place.folder()));
    String address = isAmbiguous(path) && !isLocal(path) ? "./" + path : path;
    return new Place(store, place.key(), address, LocalPlace.name(path(path)), Form.LOCAL);
  }

  /** One store for each name, so that a move within it is one. */
  private Store store(String name) {
    return stores.computeIfAbsent(name, any -> registry().store(any));
  }

  /** Opens a folder of this machine as a store, once. */
  Store open(Path folder) {
    return folders.computeIfAbsent(folder, any -> keep(Stores.local(any)));
  }

  /** The stores of the configuration. */
  Registry registry() {
    if (registry == null) {
      registry = configFiles.load();
      opened.push(registry);
    }
    return registry;
  }

  /** Tells whether a path of this machine would be taken for something else. */
  static boolean isAmbiguous(String path) {
    return NAMED.matcher(path).matches();
  }

  private static boolean isLocal(String address) {
    return onWindows() && DRIVE.matcher(address).matches();
  }

  private static boolean onWindows() {
    return File.separatorChar == '\\';
  }

  private boolean isStore(String name, String path) {
    return !path.startsWith("//") && registry().storeNames().contains(name);
  }

  private void requireScheme(String name, String path) {
    if (path.startsWith("//")) {
      return; // certainly a URL: opening it tells which schemes there are
    }
    Set<String> schemes = new TreeSet<>();
    ServiceLoader.load(DriverFactory.class).forEach(one -> schemes.addAll(one.schemes()));
    if (schemes.stream().anyMatch(name::equalsIgnoreCase)) {
      return;
    }
    Set<String> stores = registry().storeNames();
    Path file = configFiles.find();
    String known =
        file == null
            ? "there is no configuration file; looked for " + configFiles.candidates()
            : "stores in " + file + ": " + (stores.isEmpty() ? "none" : String.join(", ", stores));
    throw new ConfigException(
        List.of(
            "nothing is called '"
                + name
                + "': "
                + known
                + "; URL schemes: "
                + String.join(", ", schemes)
                + "; a local file is written ./"
                + name
                + ":"
                + path));
  }

  /** A {@code file:} URL names a folder to the library; here it may name a file too. */
  private Place url(String address, Function<Path, LocalPlace> finder) {
    StoreUrl url = StoreUrl.parse(address);
    boolean file = url.scheme().equals("file") && url.host().isEmpty() && !url.path().isEmpty();
    if (!file) {
      StoreLocation location = location(address, url);
      String within = location.path();
      return new Place(location.store(), within, address, lastName(within), Form.URL);
    }
    String written = url.path();
    Path path = path(written.matches("/[a-zA-Z]:.*") ? written.substring(1) : written);
    LocalPlace place = finder.apply(path);
    int query = address.indexOf('?');
    String folder = place.folder().toUri() + (query < 0 ? "" : address.substring(query));
    Store store = keep(Stores.open(folder));
    return new Place(store, place.key(), address, LocalPlace.name(path), Form.URL);
  }

  /** What of a URL makes the store: all but the path in it. */
  private record Opened(String type, Map<String, Object> options, Map<String, String> more) {}

  /** One store for each service and options, so that copies and moves within it stay there. */
  private StoreLocation location(String address, StoreUrl url) {
    DriverFactory factory = factory(url.scheme());
    UrlTarget target = factory == null ? null : target(factory, url);
    if (factory == null || target == null || target.options().isEmpty()) {
      return opened(address); // wrong, which opening tells; or nameless, so that each is a new one
    }
    Opened key = new Opened(factory.type(), target.options(), url.parameters());
    Store known = urls.get(key);
    if (known == null) {
      StoreLocation location = opened(address);
      urls.put(key, location.store());
      return location;
    }
    try {
      return new StoreLocation(known, RemotePath.ofFolder(target.rootPath()).key());
    } catch (InvalidPathException e) {
      return opened(address); // which tells of it as of the first one's
    }
  }

  private StoreLocation opened(String address) {
    StoreLocation location = Stores.locate(address);
    keep(location.store());
    return location;
  }

  private static @Nullable DriverFactory factory(String scheme) {
    for (DriverFactory factory : ServiceLoader.load(DriverFactory.class)) {
      if (factory.schemes().contains(scheme)) {
        return factory;
      }
    }
    return null;
  }

  private static @Nullable UrlTarget target(DriverFactory factory, StoreUrl url) {
    try {
      return factory.locate(url);
    } catch (ConfigException e) {
      return null;
    }
  }

  private Path path(String text) {
    if (text.isEmpty()) {
      throw new InvalidPathException(
          ErrorDetails.of("An address is empty").hint("this folder is .").build(), null);
    }
    try {
      return console.folder().resolve(text);
    } catch (java.nio.file.InvalidPathException e) {
      throw new InvalidPathException(
          ErrorDetails.of("This machine cannot name a file so").path(text).build(), e);
    }
  }

  private static String lastName(String path) {
    String[] names = path.split("/", -1);
    return Stream.of(names).filter(name -> !name.isEmpty()).reduce("", (first, next) -> next);
  }

  private static String withoutSlashes(String path) {
    return path.replaceFirst("^/+", "");
  }

  private Store keep(Store store) {
    opened.push(store);
    return store;
  }

  /** Closes all, the last opened first; the first failure is thrown, with the others. */
  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (RuntimeException e) {
        failures.add(e);
      } catch (Exception e) {
        failures.add(new IllegalStateException(e));
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
