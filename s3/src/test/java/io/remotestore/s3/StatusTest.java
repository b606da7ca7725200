package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The meaning of each refusal of a server for reads and writes, and whether they are sent again. A
 * write is refused for certain if the server's own document says so.
 */
final class StatusTest {
  /** The store asks three times for what may pass. */
  private static final String AGAIN = "3";

  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private long sent(String method) {
    return server.received().stream()
        .filter(request -> request.toString().equals(method + " /bucket/a"))
        .count();
  }

  private static void failsAs(
      String type, int status, @Nullable String code, String operation, ThrowingCallable call) {
    RemoteStoreException error = catchThrowableOfType(RemoteStoreException.class, call);
    assertThat(error.getClass().getSimpleName()).isEqualTo(type);
    assertThat(error)
        .hasMessageContaining("operation=" + operation + " | store=here | path='a' | backend=s3")
        .hasMessageContaining(code == null ? "the server answered " + status : "code=" + code);
  }

  @ParameterizedTest
  @CsvSource({
    "400,                            , RemoteStoreException, 1",
    "400, InvalidRequest             , RemoteStoreException, 1",
    "400, RequestTimeout             , BackendUnavailableException, " + AGAIN,
    "400, ExpiredToken               , PermissionDeniedException, 1",
    "401,                            , PermissionDeniedException, 1",
    "403,                            , PermissionDeniedException, 1",
    "403, AccessDenied               , PermissionDeniedException, 1",
    "403, SignatureDoesNotMatch      , PermissionDeniedException, 1",
    "404,                            , NotFoundException, 1",
    "404, NoSuchKey                  , NotFoundException, 1",
    "404, NoSuchBucket               , NotFoundException, 1",
    "405, MethodNotAllowed           , RemoteStoreException, 1",
    "408,                            , BackendUnavailableException, " + AGAIN,
    "409,                            , BackendUnavailableException, " + AGAIN,
    "409, OperationAborted           , BackendUnavailableException, " + AGAIN,
    "409, ConditionalRequestConflict , BackendUnavailableException, " + AGAIN,
    "411, MissingContentLength       , RemoteStoreException, 1",
    "412, PreconditionFailed         , PreconditionFailedException, 1",
    "416,                            , RangeNotSatisfiableException, 1",
    "429,                            , BackendUnavailableException, " + AGAIN,
    "429, TooManyRequests            , BackendUnavailableException, " + AGAIN,
    "500, InternalError              , BackendUnavailableException, " + AGAIN,
    "501, NotImplemented             , CapabilityNotSupportedException, 1",
    "502,                            , BackendUnavailableException, " + AGAIN,
    "503,                            , BackendUnavailableException, " + AGAIN,
    "503, SlowDown                   , BackendUnavailableException, " + AGAIN,
    "504,                            , BackendUnavailableException, " + AGAIN,
    "507,                            , StorageFullException, 1",
  })
  void readsAndWrites(int status, @Nullable String code, String type, int requests)
      throws IOException {
    server.answering(
        (request, number) -> code == null ? Reply.of(status) : Reply.error(status, code));
    try (Store store = server.store()) {
      failsAs(type, status, code, "read", () -> store.readBytes("a"));
      assertThat(sent("GET")).isEqualTo(requests);
      WriteOptions overwrite = WriteOptions.overwrite();
      boolean proven = code != null && !code.equals("InternalError");
      failsAs(
          proven ? type : "OutcomeUnknownException",
          status,
          code,
          "write",
          () -> store.write("a", new byte[1], overwrite));
      boolean mayBeTheChecksum = "InvalidRequest".equals(code) || "NotImplemented".equals(code);
      assertThat(sent("PUT"))
          .isEqualTo(mayBeTheChecksum ? 2 : proven ? requests : Integer.parseInt(AGAIN));
    }
  }

  /** What passes while somebody asks again is no failure. */
  @ParameterizedTest
  @CsvSource({"408", "409", "429", "500", "502", "503", "504"})
  void whatPassesIsNotSeen(int status) throws IOException {
    server.objects().put("/bucket/a", new byte[] {1});
    server.answering((request, number) -> number % 3 == 0 ? null : Reply.of(status));
    try (Store store = server.store()) {
      assertThat(store.readBytes("a")).containsExactly(1);
      store.write("a", new byte[] {2}, WriteOptions.overwrite());
    }
    assertThat(server.objects().get("/bucket/a")).containsExactly(2);
    assertThat(server.received()).hasSize(6);
  }
}
