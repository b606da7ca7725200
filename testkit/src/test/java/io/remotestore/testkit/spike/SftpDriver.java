package io.remotestore.testkit.spike;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntry;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.remotestore.spi.Address;
import io.remotestore.spi.Call;
import io.remotestore.spi.DeleteReply;
import io.remotestore.spi.DeleteRequest;
import io.remotestore.spi.Driver;
import io.remotestore.spi.DriverException;
import io.remotestore.spi.Entry;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Kind;
import io.remotestore.spi.Features;
import io.remotestore.spi.Features.Condition;
import io.remotestore.spi.Features.FolderModel;
import io.remotestore.spi.Features.Validator;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.RenameRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.TemporaryName;
import io.remotestore.spi.WriteCondition;
import io.remotestore.spi.WriteHandle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Files of an SFTP server. Channels are for one thread each, so they are pooled over one session.
 * Writes go to a temporary on the server; the POSIX rename extension replaces, a hard link creates.
 */
final class SftpDriver implements Driver {
  private static final int MAX_SEGMENT = 255;

  private final Session session;
  private final String root;
  private final Deque<ChannelSftp> idle = new ConcurrentLinkedDeque<>();
  private final Features features =
      Features.builder()
          .primitives(
              EnumSet.of(
                  Primitive.OPEN_WRITE,
                  Primitive.LIST,
                  Primitive.DELETE,
                  Primitive.RENAME,
                  Primitive.FOLDERS))
          .conditions(Set.of(Condition.WRITE_ABSENT, Condition.RENAME_ABSENT))
          .folders(FolderModel.REAL)
          .rangeRead()
          .lazyRead()
          .atomicWrite()
          .deleteReportsMissing()
          .validator(Validator.NONE)
          .keyLimits(4096, MAX_SEGMENT)
          .build();

  private SftpDriver(Session session, String root) {
    this.session = session;
    this.root = root;
  }

  static SftpDriver connect(int port, String user, String password, String root)
      throws JSchException {
    Session session = new JSch().getSession(user, "127.0.0.1", port);
    session.setPassword(password.getBytes(StandardCharsets.UTF_8));
    session.setConfig("StrictHostKeyChecking", "no"); // the server lives in this JVM
    session.connect(10_000);
    return new SftpDriver(session, root);
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    if (cause instanceof SftpException e) {
      return switch (e.id) {
        case ChannelSftp.SSH_FX_NO_SUCH_FILE -> Failure.rejected(Kind.NOT_FOUND);
        case ChannelSftp.SSH_FX_PERMISSION_DENIED -> Failure.rejected(Kind.PERMISSION_DENIED);
        case ChannelSftp.SSH_FX_OP_UNSUPPORTED -> Failure.rejected(Kind.UNSUPPORTED);
        case ChannelSftp.SSH_FX_NO_CONNECTION, ChannelSftp.SSH_FX_CONNECTION_LOST ->
            Failure.unknown(Kind.UNAVAILABLE);
        default -> Failure.rejected(Kind.OTHER).withNativeCode("SSH_FX " + e.id);
      };
    }
    return cause instanceof IOException || cause instanceof JSchException
        ? Failure.unknown(Kind.UNAVAILABLE)
        : Failure.rejected(Kind.OTHER);
  }

  @Override
  public void close() {
    session.disconnect();
  }

  // ---------------------------------------------------------------- channels

  private interface Use<T> {
    T run(ChannelSftp channel) throws SftpException, IOException;
  }

  private ChannelSftp borrow() throws JSchException {
    ChannelSftp channel = idle.poll();
    while (channel != null && !channel.isConnected()) {
      channel = idle.poll();
    }
    if (channel != null) {
      return channel;
    }
    ChannelSftp fresh = (ChannelSftp) session.openChannel("sftp");
    fresh.connect(10_000);
    return fresh;
  }

  private <T> T with(Call call, Use<T> use) throws SftpException, IOException, JSchException {
    ChannelSftp channel = borrow();
    boolean whole = false;
    try (Call.Hook hook = call.onCancel(channel::disconnect)) {
      T result = use.run(channel);
      whole = true;
      return result;
    } catch (SftpException e) {
      whole = e.getCause() == null;
      throw e;
    } finally {
      if (whole) {
        idle.push(channel);
      } else {
        channel.disconnect();
      }
    }
  }

  private String path(String key) {
    return key.isEmpty() ? root : root + "/" + key;
  }

  private static String quoted(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '*' || c == '?' || c == '\\') {
        out.append('\\'); // the client library would take it for a pattern
      }
      out.append(c);
    }
    return out.toString();
  }

  // ---------------------------------------------------------------- looking

  private static Entry entry(String key, SftpATTRS attributes) {
    if (attributes.isDir()) {
      return Entry.folder(key);
    }
    if (!attributes.isReg()) {
      return Entry.other(key);
    }
    return Entry.file(key)
        .size(attributes.getSize())
        .modifiedAt(Instant.ofEpochSecond(attributes.getMTime()))
        .build();
  }

  private @Nullable Entry stat(ChannelSftp channel, String key) throws SftpException {
    try {
      return entry(key, channel.lstat(quoted(path(key))));
    } catch (SftpException e) {
      if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE || liesBelowFile(channel, key)) {
        return null;
      }
      throw e;
    }
  }

  /** Servers answer a path below a file with any code. */
  private boolean liesBelowFile(ChannelSftp channel, String key) {
    for (int slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      try {
        return !channel.lstat(quoted(path(key.substring(0, slash)))).isDir();
      } catch (SftpException e) {
        // look one further up
      }
    }
    return false;
  }

  @Override
  @SuppressWarnings("NullAway") // null is absence
  public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
    return with(call, channel -> stat(channel, request.key()));
  }

  @Override
  public void probe(Call call) throws Exception {
    SftpATTRS unused = with(call, channel -> channel.stat(quoted(root)));
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    Entry entry = with(call, channel -> file(channel, request.key()));
    long start = request.range().startIn(entry.size());
    long length = request.range().lengthIn(entry.size());
    if (start > entry.size()) {
      throw new DriverException(Failure.rejected(Kind.RANGE));
    }
    if (length == 0) {
      return new GetReply(entry, start, 0, InputStream.nullInputStream());
    }
    ChannelSftp channel = borrow();
    try {
      InputStream in = channel.get(quoted(path(request.key())), null, start);
      return new GetReply(entry, start, length, new Body(in, channel, length));
    } catch (SftpException e) {
      channel.disconnect();
      throw e;
    }
  }

  private Entry file(ChannelSftp channel, String key) throws SftpException, DriverException {
    Entry entry = stat(channel, key);
    if (entry == null || entry.kind() == Entry.Kind.OTHER) {
      throw new DriverException(Failure.rejected(Kind.NOT_FOUND));
    }
    if (entry.isFolder()) {
      throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
    }
    return entry;
  }

  /** The stream of a channel; a channel whose stream was not read to its end is not used again. */
  private final class Body extends FilterInputStream {
    private final ChannelSftp channel;
    private long left;
    private boolean closed;

    private Body(InputStream in, ChannelSftp channel, long length) {
      super(in);
      this.channel = channel;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(target, offset, (int) Math.min(left, length));
      left -= Math.max(0, n);
      return n;
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (left == 0 && in.read() < 0) {
        in.close();
        idle.push(channel);
      } else {
        channel.disconnect();
      }
    }
  }

  @Override
  public Listing list(ListRequest request, Call call) throws Exception {
    List<Entry> entries = new ArrayList<>();
    String prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
    boolean folder =
        with(
            call,
            channel -> {
              Entry top =
                  request.folder().isEmpty() ? Entry.folder("") : stat(channel, request.folder());
              if (top == null || !top.isFolder()) {
                return false;
              }
              channel.ls(
                  quoted(path(request.folder())),
                  entry -> {
                    add(entries, prefix, entry);
                    return ChannelSftp.LsEntrySelector.CONTINUE;
                  });
              return true;
            });
    return new OnePage(folder ? entries : List.of());
  }

  private static void add(List<Entry> entries, String prefix, LsEntry entry) {
    String name = entry.getFilename();
    if (!name.equals(".") && !name.equals("..")) {
      entries.add(entry(prefix + name, entry.getAttrs()));
    }
  }

  private static final class OnePage implements Listing {
    private @Nullable List<Entry> page;

    private OnePage(List<Entry> entries) {
      this.page = entries.isEmpty() ? null : entries;
    }

    @Override
    public @Nullable List<Entry> next(Call call) {
      call.check();
      List<Entry> result = page;
      page = null;
      return result;
    }

    @Override
    public void close() {}
  }

  // ---------------------------------------------------------------- writing

  @Override
  public WriteHandle openWrite(PutRequest request, Call call) throws Exception {
    String key = request.key();
    String name = key.substring(key.lastIndexOf('/') + 1);
    String folder = key.substring(0, key.length() - name.length());
    String temporary = path(folder + TemporaryName.create(name, MAX_SEGMENT));
    if (!folder.isEmpty()) {
      makeFolders(folder.substring(0, folder.length() - 1), call);
    }
    ChannelSftp channel = borrow();
    try {
      return new Temporary(request, temporary, channel, channel.put(quoted(temporary)));
    } catch (SftpException e) {
      channel.disconnect();
      throw e;
    }
  }

  private void makeFolders(String key, Call call) throws Exception {
    boolean unused =
        with(
            call,
            channel -> {
              makeFolders(channel, key);
              return true;
            });
  }

  private void makeFolders(ChannelSftp channel, String key) throws SftpException, IOException {
    Entry entry = stat(channel, key);
    if (entry != null) {
      if (!entry.isFolder()) {
        throw new DriverException(Failure.rejected(Kind.NOT_A_FOLDER));
      }
      return;
    }
    int slash = key.lastIndexOf('/');
    if (slash > 0) {
      makeFolders(channel, key.substring(0, slash));
    }
    try {
      channel.mkdir(path(key));
    } catch (SftpException e) {
      Entry now = stat(channel, key);
      if (now == null || !now.isFolder()) {
        throw e; // not another writer that was faster
      }
    }
  }

  private final class Temporary implements WriteHandle {
    private final PutRequest request;
    private final String temporary;
    private final ChannelSftp channel;
    private final OutputStream out;
    private long size;
    private boolean ended;
    private boolean published;

    private Temporary(PutRequest request, String temporary, ChannelSftp channel, OutputStream out) {
      this.request = request;
      this.temporary = temporary;
      this.channel = channel;
      this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Call call) throws IOException {
      out.write(bytes, offset, length);
      size += length;
    }

    @Override
    public Entry publish(Call call) throws Exception {
      if (!ended) {
        ended = true;
        out.close();
        idle.push(channel);
      }
      boolean unused =
          with(
              call,
              c -> {
                place(c, temporary, request.key(), request.condition());
                return true;
              });
      published = true;
      return Entry.file(request.key()).size(size).build();
    }

    @Override
    public void close() throws IOException {
      if (published) {
        return;
      }
      published = true;
      if (!ended) {
        channel.disconnect();
      }
      try {
        ChannelSftp cleaner = borrow();
        cleaner.rm(quoted(temporary));
        idle.push(cleaner);
      } catch (SftpException | JSchException e) {
        throw new IOException(e);
      }
    }
  }

  /** Replaces by a rename, creates by a link: both in one step on the server. */
  private void place(ChannelSftp channel, String from, String key, WriteCondition condition)
      throws SftpException, IOException {
    Entry target = stat(channel, key);
    if (target != null && target.isFolder()) {
      throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
    }
    if (condition.isNone()) {
      channel.rename(quoted(from), quoted(path(key)));
      return;
    }
    try {
      channel.hardlink(from, path(key));
    } catch (SftpException e) {
      if (stat(channel, key) != null) {
        throw new DriverException(Failure.rejected(Kind.ALREADY_EXISTS), e);
      }
      throw e;
    }
    channel.rm(quoted(from));
  }

  // ---------------------------------------------------------------- changing

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws Exception {
    return with(
        call,
        channel -> {
          Entry entry = stat(channel, request.key());
          if (entry == null) {
            return DeleteReply.MISSING;
          }
          if (entry.isFolder()) {
            throw new DriverException(Failure.rejected(Kind.IS_FOLDER));
          }
          try {
            channel.rm(quoted(path(request.key())));
            return DeleteReply.DELETED;
          } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
              return DeleteReply.MISSING;
            }
            throw e;
          }
        });
  }

  @Override
  public void rename(RenameRequest request, Call call) throws Exception {
    String target = request.target();
    int slash = target.lastIndexOf('/');
    if (slash > 0) {
      makeFolders(target.substring(0, slash), call);
    }
    boolean unused =
        with(
            call,
            channel -> {
              place(channel, path(request.source()), target, request.condition());
              return true;
            });
  }

  @Override
  public void createFolder(String key, Call call) throws Exception {
    makeFolders(key, call);
  }

  @Override
  public DeleteReply removeFolder(String key, Call call) throws Exception {
    return with(
        call,
        channel -> {
          Entry entry = stat(channel, key);
          if (entry == null) {
            return DeleteReply.MISSING;
          }
          if (!entry.isFolder()) {
            throw new DriverException(Failure.rejected(Kind.NOT_A_FOLDER));
          }
          try {
            channel.rmdir(quoted(path(key)));
            return DeleteReply.DELETED;
          } catch (SftpException e) {
            List<LsEntry> left = new ArrayList<>(channel.ls(quoted(path(key))));
            if (left.stream().anyMatch(l -> !l.getFilename().matches("[.]{1,2}"))) {
              throw new DriverException(Failure.rejected(Kind.NOT_EMPTY), e);
            }
            throw e;
          }
        });
  }

  @Override
  public Address address() {
    return new Address() {
      @Override
      public String backend() {
        return "sftp";
      }

      @Override
      public String service() {
        return "sftp://" + session.getHost() + root;
      }

      @Override
      public String nativePath(String key) {
        return path(key);
      }

      @Override
      public String toKey(String nativePath) {
        if (!owns(nativePath)) {
          return nativePath;
        }
        return nativePath.length() <= root.length() ? "" : nativePath.substring(root.length() + 1);
      }

      @Override
      public boolean owns(String nativePath) {
        return nativePath.equals(root) || nativePath.startsWith(root + "/");
      }
    };
  }
}
