package io.remotestore.testkit.spike;

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
import io.remotestore.spi.Features.WriteIdentity;
import io.remotestore.spi.GetReply;
import io.remotestore.spi.GetRequest;
import io.remotestore.spi.ListRequest;
import io.remotestore.spi.ListRequest.Depth;
import io.remotestore.spi.Listing;
import io.remotestore.spi.Primitive;
import io.remotestore.spi.PutRequest;
import io.remotestore.spi.StatRequest;
import io.remotestore.spi.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files as rows of a SQLite table: flat keys in the order of their bytes, ranges read by SQL. */
final class SqliteDriver implements Driver {
  private static final String COLUMNS = "key, length(content), modified, etag, token";
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final Connection connection;
  private final String service;
  private final Features features =
      Features.builder()
          .primitives(EnumSet.of(Primitive.PUT, Primitive.LIST, Primitive.DELETE))
          .conditions(Set.of(Condition.WRITE_ABSENT, Condition.WRITE_MATCH, Condition.DELETE_MATCH))
          .folders(FolderModel.IMPLIED)
          .orderedList()
          .recursiveList()
          .rangeRead()
          .atomicWrite()
          .nativeWriteResult()
          .deleteReportsMissing()
          .validator(Validator.STRONG)
          .identity(WriteIdentity.TOKEN)
          .maxPut(16 << 20)
          .build();

  private SqliteDriver(Connection connection, String service) {
    this.connection = connection;
    this.service = service;
  }

  static SqliteDriver open(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = off");
      statement.execute(
          "create table if not exists blobs (key text primary key collate binary,"
              + " content blob not null, modified integer not null, etag text not null, token text)");
    }
    return new SqliteDriver(connection, "sqlite " + file);
  }

  @Override
  public Features features() {
    return features;
  }

  @Override
  public Failure classify(Throwable cause, Call call) {
    return cause instanceof SQLException
        ? Failure.rejected(Kind.OTHER).withDetail("SQL error")
        : Failure.rejected(Kind.OTHER);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private interface Query<T extends @Nullable Object> {
    T run(PreparedStatement statement) throws SQLException, IOException;
  }

  /** One statement at a time; a deadline or an interrupt of the caller cancels it. */
  private synchronized <T extends @Nullable Object> T run(
      Call call, String sql, Query<T> query, @Nullable Object... values)
      throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        Call.Hook hook = call.onCancel(() -> cancel(statement))) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return query.run(statement);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It has just ended by itself.
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return Entry.file(row.getString(1))
        .size(row.getLong(2))
        .modifiedAt(Instant.ofEpochMilli(row.getLong(3)))
        .etag(row.getString(4))
        .token(row.getString(5))
        .build();
  }

  @Override
  public void probe(Call call) throws Exception {
    boolean unused = run(call, "select 1", PreparedStatement::execute);
  }

  @Override
  @SuppressWarnings("NullAway") // no row is null
  public @Nullable Entry stat(StatRequest request, Call call) throws Exception {
    return run(
        call,
        "select " + COLUMNS + " from blobs where key = ?",
        statement -> {
          ResultSet rows = statement.executeQuery();
          return rows.next() ? entry(rows) : null;
        },
        request.key());
  }

  @Override
  public GetReply get(GetRequest request, Call call) throws Exception {
    Entry entry = stat(StatRequest.of(request.key(), StatRequest.Detail.ALL), call);
    if (entry == null) {
      throw new DriverException(Failure.rejected(Kind.NOT_FOUND));
    }
    long start = request.range().startIn(entry.size());
    long length = request.range().lengthIn(entry.size());
    if (start > entry.size()) {
      throw new DriverException(Failure.rejected(Kind.RANGE));
    }
    byte[] bytes =
        run(
            call,
            "select substr(content, ?, ?) from blobs where key = ? and etag = ?",
            statement -> {
              ResultSet rows = statement.executeQuery();
              if (!rows.next()) {
                throw new DriverException(Failure.rejected(Kind.UNAVAILABLE));
              }
              return rows.getBytes(1);
            },
            start + 1,
            length,
            request.key(),
            entry.etag());
    byte[] body = bytes == null ? new byte[0] : bytes;
    return new GetReply(entry, start, length, new ByteArrayInputStream(body));
  }

  @Override
  public Entry put(PutRequest request, Call call) throws Exception {
    byte[] content;
    try (InputStream in = request.content().open(0)) {
      content = in.readAllBytes();
    }
    String etag = "\"" + UUID.randomUUID() + "\"";
    long now = System.currentTimeMillis();
    WriteCondition condition = request.condition();
    int changed =
        switch (condition.kind()) {
          case NONE ->
              run(
                  call,
                  "insert into blobs values (?, ?, ?, ?, ?) on conflict (key) do update set"
                      + " content = excluded.content, modified = excluded.modified,"
                      + " etag = excluded.etag, token = excluded.token",
                  PreparedStatement::executeUpdate,
                  request.key(),
                  content,
                  now,
                  etag,
                  request.token());
          case ABSENT ->
              run(
                  call,
                  "insert into blobs values (?, ?, ?, ?, ?) on conflict (key) do nothing",
                  PreparedStatement::executeUpdate,
                  request.key(),
                  content,
                  now,
                  etag,
                  request.token());
          case MATCH ->
              run(
                  call,
                  "update blobs set content = ?, modified = ?, etag = ?, token = ?"
                      + " where key = ? and etag = ?",
                  PreparedStatement::executeUpdate,
                  content,
                  now,
                  etag,
                  request.token(),
                  request.key(),
                  String.valueOf(condition.revision()));
        };
    if (changed == 0) {
      throw new DriverException(
          Failure.rejected(
              condition.kind() == WriteCondition.Kind.ABSENT
                  ? Kind.ALREADY_EXISTS
                  : Kind.PRECONDITION_FAILED));
    }
    return Entry.file(request.key())
        .size(content.length)
        .modifiedAt(Instant.ofEpochMilli(now))
        .etag(etag)
        .token(request.token())
        .build();
  }

  @Override
  public DeleteReply delete(DeleteRequest request, Call call) throws Exception {
    if (request.condition().isNone()) {
      int changed =
          run(
              call,
              "delete from blobs where key = ?",
              PreparedStatement::executeUpdate,
              request.key());
      return changed == 0 ? DeleteReply.MISSING : DeleteReply.DELETED;
    }
    int changed =
        run(
            call,
            "delete from blobs where key = ? and etag = ?",
            PreparedStatement::executeUpdate,
            request.key(),
            String.valueOf(request.condition().revision()));
    if (changed == 0) {
      if (stat(StatRequest.of(request.key(), StatRequest.Detail.KIND), call) == null) {
        return DeleteReply.MISSING;
      }
      throw new DriverException(Failure.rejected(Kind.PRECONDITION_FAILED));
    }
    return DeleteReply.DELETED;
  }

  @Override
  public Listing list(ListRequest request, Call call) {
    return new Rows(request);
  }

  private final class Rows implements Listing {
    private final ListRequest request;
    private final String prefix;
    private String cursor;
    private boolean ended;

    private Rows(ListRequest request) {
      this.request = request;
      this.prefix = request.folder().isEmpty() ? "" : request.folder() + "/";
      this.cursor = request.startAfter() == null ? prefix : request.startAfter();
    }

    @Override
    public @Nullable List<Entry> next(Call call) throws Exception {
      List<Entry> page = new ArrayList<>();
      while (!ended && page.isEmpty()) {
        boolean skipped = fill(page, call);
        ended = !skipped && page.isEmpty();
      }
      return page.isEmpty() ? null : page;
    }

    /** Reads on from the cursor; a folder's rows are skipped by a new statement behind it. */
    private boolean fill(List<Entry> page, Call call) throws Exception {
      return run(
          call,
          "select "
              + COLUMNS
              + " from blobs where key > ? and key >= ? and key < ? order by key limit ?",
          statement -> {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
              String key = rows.getString(1);
              int slash = key.indexOf('/', prefix.length());
              if (slash >= 0 && request.depth() == Depth.DIRECT) {
                String folder = key.substring(0, slash);
                page.add(Entry.folder(folder));
                cursor = folder + "/" + LAST;
                return true;
              }
              page.add(entry(rows));
              cursor = key;
            }
            return false;
          },
          cursor,
          prefix,
          prefix + LAST,
          request.pageSize());
    }

    @Override
    public void close() {}
  }

  @Override
  public Address address() {
    return new Address() {
      @Override
      public String backend() {
        return "sqlite";
      }

      @Override
      public String service() {
        return service;
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
    };
  }
}
