package io.remotestore.config;

import io.remotestore.settings.DriverFactories;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverContext;
import io.remotestore.spi.DriverFactory;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.Option;
import io.remotestore.spi.OptionSchema;
import io.remotestore.spi.OptionValues;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.StoreUrl;
import io.remotestore.spi.UrlTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backend with every kind of option, which keeps what it was opened with. */
public final class FakeBackend implements DriverFactory {
  /** How to speak. */
  public enum Mode {
    PLAIN,
    EXTRA_LOUD
  }

  public static final Option<String> BUCKET = Option.text("bucket", "The bucket").required();
  public static final Option<Secret> SECRET = Option.secret("secret", "The secret key");
  public static final Option<Integer> PORT =
      Option.integer("port", "The port").where(port -> port > 0, "greater than 0").withDefault(22);
  public static final Option<Boolean> VERIFY =
      Option.bool("verify", "Whether to check certificates").withDefault(true);
  public static final Option<Duration> TIMEOUT = Option.duration("timeout", "The timeout");
  public static final Option<Map<String, Secret>> HEADERS = Option.secretMap("headers", "Headers");
  public static final Option<Map<String, @Nullable Object>> CLIENT =
      Option.nestedMap("client_options", "For the client");
  public static final Option<List<String>> HOSTS = Option.textList("hosts", "The hosts");
  public static final Option<String> URL = Option.text("url", "A URL");
  public static final Option<Mode> MODE =
      Option.choice("mode", Mode.class, "How to speak").withDefault(Mode.PLAIN).javaOnly();

  /** What was opened, in order. */
  public final List<OptionValues> opened = new ArrayList<>();

  /** The drivers, in order. */
  public final List<FakeDriver> drivers = new ArrayList<>();

  /** What opening is to throw. */
  public @Nullable IOException onOpen;

  private final String type;

  /** A backend of the type {@code fake}. */
  public FakeBackend() {
    this("fake");
  }

  FakeBackend(String type) {
    this.type = type;
  }

  /** The backends of this library and these. */
  public static DriverFactories with(DriverFactory... more) {
    List<DriverFactory> all = new ArrayList<>(List.of(more));
    all.add(new io.remotestore.local.LocalDriverFactory());
    all.add(new io.remotestore.memory.MemoryDriverFactory());
    return DriverFactories.of(all);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Set<String> types() {
    return Set.of(type, type + "-too");
  }

  @Override
  public Set<String> schemes() {
    return Set.of(type);
  }

  @Override
  public OptionSchema schema() {
    return OptionSchema.of(BUCKET, SECRET, PORT, VERIFY, TIMEOUT, HEADERS, CLIENT, HOSTS, URL, MODE)
        .ignoring("http_client", "there is one client")
        .refusing("engine", "it is an object of Python");
  }

  @Override
  public UrlTarget locate(StoreUrl url) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("bucket", url.host());
    Secret password = url.password();
    if (password != null) {
      options.put("secret", password);
    }
    if (url.port() >= 0) {
      options.put("port", url.port());
    }
    return new UrlTarget(options, url.path());
  }

  @Override
  public Driver open(OptionValues values, DriverContext context) throws IOException {
    if (onOpen != null) {
      throw onOpen;
    }
    opened.add(values);
    FakeDriver driver = new FakeDriver(type, values.value(BUCKET));
    drivers.add(driver);
    return driver;
  }

  /** A driver that can be closed, and nothing else. */
  public static final class FakeDriver implements Driver, Address {
    private final String type;
    private final String bucket;

    /** What closing is to throw. */
    public @Nullable Exception onClose;

    /** How often it was closed. */
    public int closed;

    FakeDriver(String type, String bucket) {
      this.type = type;
      this.bucket = bucket;
    }

    @Override
    public Features features() {
      return Features.builder().build();
    }

    @Override
    public Address address() {
      return this;
    }

    @Override
    public String backend() {
      return type;
    }

    @Override
    public String service() {
      return bucket;
    }

    @Override
    public String nativePath(String key) {
      return key;
    }

    @Override
    public String toKey(String nativePath) {
      return nativePath;
    }

    @Override
    public boolean owns(String nativePath) {
      return true;
    }

    @Override
    public Failure classify(Throwable cause, Call call) {
      throw new UnsupportedOperationException(cause);
    }

    @Override
    public @Nullable Entry stat(StatRequest request, Call call) {
      return null;
    }

    @Override
    public GetReply get(GetRequest request, Call call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void probe(Call call) {}

    @Override
    public void close() throws IOException {
      closed++;
      if (onClose instanceof IOException e) {
        throw e;
      }
      if (onClose instanceof RuntimeException e) {
        throw e;
      }
    }
  }
}
