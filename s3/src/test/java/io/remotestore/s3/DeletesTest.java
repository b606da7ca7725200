package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.DeleteOptions;
import io.remotestore.DeleteReport;
import io.remotestore.DeleteResult;
import io.remotestore.OutcomeUnknownException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.RemoteStoreException;
import io.remotestore.Store;
import io.remotestore.s3.FakeS3.Reply;
import io.remotestore.spi.DeleteManyResult;
import io.remotestore.spi.Failure;
import io.remotestore.spi.Failure.Effect;
import io.remotestore.spi.Failure.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletes of many keys at once: what the reply says of each, and what no document can name. */
final class DeletesTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answersWith(String errors) {
    server.answering(
        (request, number) ->
            request.method().equals("POST")
                ? Reply.xml("<DeleteResult>" + errors + "</DeleteResult>")
                : null);
  }

  private static String error(String key, String code) {
    return "<Error><Key>" + key + "</Key><Code>" + code + "</Code><Message>no</Message></Error>";
  }

  private static DeleteReport deleteAll(Store store, String... keys) {
    return store.deleteAll(List.of(keys), DeleteOptions.idempotent());
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, PERMISSION_DENIED, REJECTED",
    "InvalidObjectState, PERMISSION_DENIED, REJECTED",
    "InternalError, UNAVAILABLE, UNKNOWN",
    "ServiceUnavailable, THROTTLED, REJECTED",
    "SlowDown, THROTTLED, REJECTED",
    "PreconditionFailed, PRECONDITION_FAILED, REJECTED",
    "OperationAborted, UNAVAILABLE, REJECTED",
    "NobodyKnowsThisOne, OTHER, REJECTED"
  })
  void eachKeyIsToldByItsCode(String code, Kind kind, Effect effect) throws IOException {
    answersWith(error("a", code));
    try (S3Driver driver = server.driver(server.options().build())) {
      List<DeleteManyResult> results = driver.deleteMany(List.of("a", "b"), new FreeCall());
      Failure failure = results.get(0).failure();
      assertThat(failure).isNotNull().extracting(Failure::kind).isEqualTo(kind);
      assertThat(failure).extracting(Failure::effect).isEqualTo(effect);
      assertThat(failure).extracting(Failure::nativeCode).isEqualTo(code);
      assertThat(results.get(1).failure()).isNull();
    }
  }

  @Test
  void aKeyThatIsDeniedIsNotAskedForAgain() throws IOException {
    answersWith(error("a", "AccessDenied"));
    try (Store store = server.store()) {
      DeleteReport report = deleteAll(store, "a", "b");
      assertThat(report.results().get(0).error()).isInstanceOf(PermissionDeniedException.class);
      assertThat(report.results().get(1).error()).isNull();
    }
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aRefusalBehindASuccessIsARefusal() throws IOException {
    server.answering((request, number) -> Reply.xml("<Error><Code>AccessDenied</Code></Error>"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> deleteAll(store, "a", "b").throwIfAnyFailed())
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("code=AccessDenied");
    }
    assertThat(server.received()).hasSize(1);
    server.answering((request, number) -> Reply.xml("<Error><Code>InternalError</Code></Error>"));
    try (Store store = server.store()) {
      assertThatThrownBy(() -> deleteAll(store, "a", "b").throwIfAnyFailed())
          .isInstanceOf(OutcomeUnknownException.class);
    }
    assertThat(server.received()).as("tried again").hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "<Error><Key>A</Key><Code>AccessDenied</Code></Error>",
    "<Error><Code>AccessDenied</Code></Error>",
    "<Deleted><Key>b</Key></Deleted><Error><Code>AccessDenied</Code></Error>"
  })
  void anErrorAtNoKeyOfTheBatchIsNoSuccess(String errors) throws IOException {
    answersWith(errors);
    try (Store store = server.store()) {
      assertThatThrownBy(() -> deleteAll(store, "a", "b").throwIfAnyFailed())
          .isInstanceOf(RemoteStoreException.class)
          .hasMessageContaining("for no key of the request");
    }
  }

  @Test
  void keysThatXmlDoesNotHoldGoAlone() throws IOException {
    answersWith("");
    server.objects().put("/bucket/b%01", new byte[1]);
    try (Store store = server.store()) {
      DeleteReport report = deleteAll(store, "a", "b\u0001", "c\uffff");
      assertThat(report.results()).extracting(DeleteResult::error).containsOnlyNulls();
    }
    assertThat(server.objects()).isEmpty();
    assertThat(server.received())
        .extracting(Object::toString)
        .containsExactly(
            "POST /bucket/?delete=", "DELETE /bucket/b%01", "DELETE /bucket/c%EF%BF%BF");
    assertThat(server.received().get(0).body()).contains("<Key>a</Key>").doesNotContain("b&#1;");
  }

  @Test
  void aKeyThatGoesAloneIsToldOfAlone() throws IOException {
    server.answering(
        (request, number) ->
            request.method().equals("DELETE")
                ? Reply.error(403, "AccessDenied")
                : Reply.xml("<DeleteResult/>"));
    try (Store store = server.store()) {
      DeleteReport report = deleteAll(store, "a", "b\u0001");
      assertThat(report.results().get(0).error()).isNull();
      assertThat(report.results().get(1).error()).isInstanceOf(PermissionDeniedException.class);
    }
  }

  @Test
  void aKeyThatAUrlWouldTurnIntoAnotherIsNotSent() throws IOException {
    try (S3Driver driver = server.driver(server.options().build())) {
      List<DeleteManyResult> results =
          driver.deleteMany(List.of("a/../\u0001", "a/.\u0001"), new FreeCall());
      assertThat(results.get(0).failure())
          .isNotNull()
          .extracting(Failure::kind)
          .isEqualTo(Kind.INVALID_PATH);
      assertThat(results.get(1).failure()).isNull();
    }
    assertThat(server.received()).hasSize(1);
  }
}
