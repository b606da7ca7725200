package io.remotestore.http;

import io.remotestore.ByteRange;
import io.remotestore.Capability;
import io.remotestore.http.WebClient.Reply;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ReadConditions;
import io.remotestore.spi.StatRequest;
import io.remotestore.transport.ContentRange;
import io.remotestore.transport.HttpDate;
import io.remotestore.transport.TransportException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files below one URL. The server gets the conditions, and the kernel checks them once more:
 * some servers ignore them.
 */
final class HttpDriver implements Driver {
  private static final Features FEATURES =
      Features.builder()
          .folders(Features.FolderModel.NONE)
          .rangeRead()
          .lazyRead()
          .interruptible()
          .remote()
          .validator(Features.Validator.STRONG)
          .reasons(reasons())
          .build();

  private final WebClient client;
  private final HttpAddress address;

  /** Whether this server answers HEAD with a refusal and GET with a file. */
  private volatile boolean refusesHead;

  HttpDriver(WebClient client) {
    this.client = client;
    this.address = new HttpAddress(client.options().base());
  }

  private static Map<Capability, String> reasons() {
    Map<Capability, String> reasons = new EnumMap<>(Capability.class);
    reasons.put(Capability.WRITE, "files on a web server can only be read");
    reasons.put(Capability.DELETE, "files on a web server can only be read");
    for (Capability listing : new Capability[] {Capability.LIST, Capability.GLOB}) {
      reasons.put(listing, "a web server does not say which files it has");
    }
    return reasons;
  }

  @Override
  public Features features() {
    return FEATURES;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    if (cause instanceof TransportException broken) {
      return broken.failure();
    }
    return Failure.rejected(Kind.OTHER);
  }

  /**
   * Requests the base URL. A missing or hidden page is fine: folders of web servers rarely have
   * one. The ping fails only if the server requires a login or has an error.
   */
  @Override
  public void probe(Call call) throws IOException {
    try (Reply reply = send("HEAD", "", Map.of(), call)) {
      int status = reply.status();
      boolean answers = status < 500 || status == 501;
      if (!answers || status == 401 || status == 407 || status == 408 || status == 429) {
        throw client.refusal(reply);
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private Reply send(String method, String key, Map<String, String> fields, Call call)
      throws IOException {
    return client.send(method, client.options().url(key), fields, call);
  }

  // ---------------------------------------------------------------- looking

  @Override
  public @Nullable Entry stat(StatRequest request, Call call) throws IOException {
    String key = request.key();
    if (!refusesHead) {
      try (Reply reply = send("HEAD", key, Map.of(), call)) {
        if (!mayBeAgainstHead(reply.status())) {
          return entry(key, reply, reply.response().length());
        }
      }
    }
    return statByGet(key, call);
  }

  private static boolean mayBeAgainstHead(int status) {
    return status == 401 || status == 403 || status == 405 || status == 501;
  }

  private @Nullable Entry entry(String key, Reply reply, long size) throws DriverException {
    if (reply.isMissing()) {
      return null;
    }
    if (!reply.isFile()) {
      throw client.refusal(reply);
    }
    return HttpEntries.file(key, reply.response(), size, client.now());
  }

  /** Requests the first byte. An empty file has none: then it requests the whole file. */
  private @Nullable Entry statByGet(String key, Call call) throws IOException {
    ByteRange first = ByteRange.of(0, 1);
    try (Reply reply = send("GET", key, Map.of("Range", "bytes=0-0"), call)) {
      if (reply.isFile() || reply.isMissing() || reply.status() == 416) {
        refusesHead = true;
      }
      if (reply.isFile() && ContentRange.isPart(reply.response())) {
        return entry(key, reply, ContentRange.of(reply.response(), first).size());
      }
      if (reply.status() != 416) {
        return entry(key, reply, reply.response().length());
      }
    }
    try (Reply reply = send("GET", key, Map.of(), call)) {
      return entry(key, reply, reply.response().length());
    }
  }

  // ---------------------------------------------------------------- reading

  @Override
  public GetReply get(GetRequest request, Call call) throws IOException {
    ByteRange range = request.range();
    boolean nothing = range.length() == 0;
    // HTTP has no empty range: the request is for the next byte, which is not read.
    ByteRange asked = nothing ? ByteRange.of(range.offset(), 1) : range;
    Map<String, String> fields = conditions(request.conditions());
    if (!asked.equals(ByteRange.ALL)) {
      fields.put("Range", text(asked));
    }
    Reply reply = send("GET", request.key(), fields, call);
    boolean answered = false;
    try {
      if (!reply.isFile()) {
        throw client.refusal(reply);
      }
      GetReply got = Bodies.of(request.key(), asked, reply.response(), client.now());
      boolean unread = nothing && got.offset() == asked.offset();
      answered = !unread;
      return unread ? Bodies.withoutBytes(got) : got;
    } finally {
      if (!answered) {
        reply.close();
      }
    }
  }

  /** A tag takes precedence over a date (RFC 9110, section 13.2.2); nginx would check both. */
  private static Map<String, String> conditions(ReadConditions conditions) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (conditions.ifMatch() != null) {
      fields.put("If-Match", conditions.ifMatch().toString());
    } else if (conditions.ifUnmodifiedSince() != null) {
      fields.put("If-Unmodified-Since", HttpDate.format(conditions.ifUnmodifiedSince()));
    }
    if (conditions.ifNoneMatch() != null) {
      fields.put("If-None-Match", conditions.ifNoneMatch().toString());
    } else if (conditions.ifModifiedSince() != null) {
      fields.put("If-Modified-Since", HttpDate.format(conditions.ifModifiedSince()));
    }
    return fields;
  }

  private static String text(ByteRange range) {
    if (range.isSuffix()) {
      return "bytes=-" + range.length();
    }
    boolean open = range.length() > Long.MAX_VALUE - range.offset() - 1;
    String last = open ? "" : Long.toString(range.offset() + range.length() - 1);
    return "bytes=" + range.offset() + "-" + last;
  }
}
