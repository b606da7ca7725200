package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.Capability;
import io.remotestore.CapabilityNotSupportedException;
import io.remotestore.DeadlineExceededException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.PreconditionFailedException;
import io.remotestore.Revision;
import io.remotestore.StorageFullException;
import io.remotestore.Store;
import io.remotestore.StoreOptions;
import io.remotestore.Stores;
import io.remotestore.WriteOptions;
import io.remotestore.s3.S3Options.ConditionalWrites;
import io.remotestore.transport.Endpoint;
import io.remotestore.transport.TransportException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that the code does not know by name, with and without conditions. */
final class ConditionProbeTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Store store(ConditionalWrites conditions) throws IOException {
    S3Options options = server.options().conditionalWrites(conditions).build();
    return Stores.over(
        server.driver(options), StoreOptions.builder().name("here").withoutWriteTokens().build());
  }

  private List<String> requests() {
    return server.received().stream()
        .map(request -> request.toString().replaceAll("[.]~tmp[.]probe[.]\\w{8}", "PROBE"))
        .toList();
  }

  @Test
  void aServerThatIgnoresConditionsIsFoundOutBeforeItOverwrites() throws IOException {
    server.objects().put("/bucket/dir/file", new byte[] {1});
    try (Store store = store(ConditionalWrites.AUTO)) {
      assertThatThrownBy(() -> store.write("dir/file", new byte[] {2}))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("ignores If-None-Match")
          .hasMessageContaining("conditional_writes = off");
      assertThatThrownBy(
              () ->
                  store.write(
                      "dir/file", new byte[] {2}, WriteOptions.ifMatch(Revision.of("\"other\""))))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("ignores If-Match");
      assertThat(server.objects()).containsOnlyKeys("/bucket/dir/file");
      assertThat(server.objects().get("/bucket/dir/file")).containsExactly(1);
      store.write("dir/file", new byte[] {3}, WriteOptions.overwrite());
      assertThat(server.objects().get("/bucket/dir/file")).containsExactly(3);
    }
  }

  @Test
  void oneThatDecidesThemIsAskedOnce() throws IOException {
    server.decidingConditions();
    try (Store store = store(ConditionalWrites.AUTO)) {
      store.write("dir/a", new byte[] {1});
      assertThat(requests())
          .containsExactly(
              "PUT /bucket/dir/PROBE",
              "PUT /bucket/dir/PROBE",
              "DELETE /bucket/dir/PROBE",
              "PUT /bucket/dir/a");
      server.forget();
      store.write("dir/b", new byte[] {1});
      assertThat(requests()).containsExactly("PUT /bucket/dir/b");
      assertThat(server.objects()).containsOnlyKeys("/bucket/dir/a", "/bucket/dir/b");
    }
  }

  @Test
  void aServerThatRefusesTheVeryStateIsFoundOutToo() throws IOException {
    server.answering(
        (request, number) ->
            request.header("if-match") == null
                ? null
                : FakeS3.Reply.error(412, "PreconditionFailed"));
    try (Store store = store(ConditionalWrites.AUTO)) {
      assertThatThrownBy(
              () -> store.write("a", new byte[] {2}, WriteOptions.ifMatch(Revision.of("\"x\""))))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("refuses If-Match for the current state");
      assertThat(server.objects()).isEmpty();
    }
  }

  @Test
  void whoMayNotDeleteLearnsWhatWasFoundOut() throws IOException {
    server
        .decidingConditions()
        .answering(
            (request, number) ->
                request.method().equals("DELETE") ? FakeS3.Reply.error(403, "AccessDenied") : null);
    try (Store store = store(ConditionalWrites.AUTO)) {
      store.write("a", new byte[] {1});
      store.write("b", new byte[] {1});
    }
    assertThat(requests())
        .containsExactly(
            "PUT /bucket/PROBE",
            "PUT /bucket/PROBE",
            "DELETE /bucket/PROBE",
            "PUT /bucket/a",
            "PUT /bucket/b");
  }

  @Test
  void aTrySaysHowItIsEncrypted() throws IOException {
    server
        .decidingConditions()
        .answering(
            (request, number) ->
                request.method().equals("PUT")
                        && request.header("x-amz-server-side-encryption") == null
                    ? FakeS3.Reply.error(403, "AccessDenied")
                    : null);
    S3Options options = server.options().encryption(Encryption.byS3()).build();
    S3Client client = server.client(options);
    ConditionProbe probe = new ConditionProbe(client);
    probe.requireCreate("a", new FreeCall());
    probe.requireMatch("a", new FreeCall());
    assertThat(probe.copiesConditionally("a", new FreeCall())).isTrue();
    assertThat(server.objects()).isEmpty();
    client.close();
  }

  @Test
  void aServerWithoutConditionalCopiesIsAskedOnce() throws IOException {
    server
        .decidingConditions()
        .answering(
            (request, number) -> {
              if (request.target().contains("tagging")) {
                return FakeS3.Reply.xml("<Tagging/>");
              }
              if (request.header("x-amz-copy-source") == null) {
                return null;
              }
              return FakeS3.Reply.error(501, "NotImplemented");
            });
    S3Client client = server.client(server.options().build());
    ConditionProbe probe = new ConditionProbe(client);
    assertThat(probe.copiesConditionally("a", new FreeCall())).isFalse();
    server.forget();
    assertThat(probe.copiesConditionally("b", new FreeCall())).isFalse();
    assertThat(server.received()).isEmpty();
    client.close();
  }

  /** Ends a call as the server meets a condition, which stays without an answer. */
  private void endingAtACondition(Runnable end) {
    server.answering(
        (request, number) -> {
          if (request.header("if-none-match") != null || request.header("if-match") != null) {
            end.run();
            throw new IOException("no reply, on purpose");
          }
          return null;
        });
  }

  @Test
  void aTryWhoseDeadlinePassesIsClearedAway() throws IOException {
    S3Client client = server.client(server.options().build());
    ConditionProbe probe = new ConditionProbe(client);
    EndingCall create = new EndingCall();
    endingAtACondition(create::end);
    assertThatThrownBy(() -> probe.requireCreate("dir/a", create))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the call was ended");
    assertThat(requests())
        .containsExactly(
            "PUT /bucket/dir/PROBE", "PUT /bucket/dir/PROBE", "DELETE /bucket/dir/PROBE");
    EndingCall match = new EndingCall();
    endingAtACondition(match::end);
    assertThatThrownBy(() -> probe.requireMatch("dir/a", match))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the call was ended");
    EndingCall copy = new EndingCall();
    endingAtACondition(copy::end);
    assertThatThrownBy(() -> probe.copiesConditionally("dir/a", copy))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the call was ended");
    assertThat(server.objects()).isEmpty();
    client.close();
  }

  @Test
  void aTryThatIsInterruptedIsClearedAway() throws IOException {
    S3Client client = server.client(server.options().build());
    ConditionProbe probe = new ConditionProbe(client);
    endingAtACondition(Thread.currentThread()::interrupt);
    assertThatThrownBy(() -> probe.requireCreate("dir/a", new EndingCall()))
        .isInstanceOf(TransportException.class);
    assertThat(Thread.interrupted()).as("the flag").isTrue();
    assertThat(requests()).last().isEqualTo("DELETE /bucket/dir/PROBE");
    assertThat(server.objects()).isEmpty();
    client.close();
  }

  /** Nobody knows whether the first write of a try arrived. */
  @Test
  void aTryWhoseFirstReplyIsLostIsClearedAway() throws IOException {
    S3Client client = server.client(server.options().build());
    ConditionProbe probe = new ConditionProbe(client);
    EndingCall call = new EndingCall();
    server.answering(
        (request, number) -> {
          if (number == 1) {
            server.objects().put(request.target(), new byte[0]);
            call.end();
            throw new IOException("no reply, on purpose");
          }
          return null;
        });
    assertThatThrownBy(() -> probe.requireCreate("a", call)).isInstanceOf(TransportException.class);
    assertThat(requests()).containsExactly("PUT /bucket/PROBE", "DELETE /bucket/PROBE");
    assertThat(server.objects()).isEmpty();
    client.close();
  }

  @Test
  void aTryThatDidNotLeaveHasNothingToClearAway() throws IOException {
    S3Client client = server.client(server.options().build());
    EndingCall call = new EndingCall();
    call.end();
    assertThatThrownBy(() -> new ConditionProbe(client).requireCreate("a", call))
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(requests()).isEmpty();
    client.close();
  }

  @Test
  void aTryThatIsRefusedLeavesNothingToClearAway() throws IOException {
    server.answering((request, number) -> FakeS3.Reply.error(403, "AccessDenied"));
    try (Store store = store(ConditionalWrites.AUTO)) {
      assertThatThrownBy(() -> store.write("a", new byte[] {1}))
          .isInstanceOf(PermissionDeniedException.class)
          .hasMessageContaining("code=AccessDenied");
    }
    assertThat(requests()).containsExactly("PUT /bucket/PROBE");
  }

  /** Of the two, the first is why the write failed. */
  @Test
  void whatFailsFirstIsTold() throws IOException {
    server.answering(
        (request, number) -> {
          if (request.method().equals("DELETE")) {
            return FakeS3.Reply.error(403, "AccessDenied");
          }
          return number == 1 ? null : FakeS3.Reply.error(507, "QuotaExceeded");
        });
    try (Store store = store(ConditionalWrites.AUTO)) {
      assertThatThrownBy(() -> store.write("a", new byte[] {1}))
          .isInstanceOf(StorageFullException.class)
          .hasMessageContaining("code=QuotaExceeded");
    }
  }

  @Test
  void s3ItselfIsBelievedWhatItDocuments() throws IOException {
    Endpoint aws = Endpoint.of(URI.create("https://s3.eu-west-1.amazonaws.com"));
    S3Client client = server.client(S3Options.builder("b", aws, "eu-west-1").build());
    ConditionProbe probe = new ConditionProbe(client);
    probe.requireCreate("a", new FreeCall());
    probe.requireMatch("a", new FreeCall());
    assertThat(probe.copiesConditionally("a", new FreeCall())).isTrue();
    client.close();
  }

  @Test
  void aTrustedServerIsNotTried() throws IOException {
    server.decidingConditions();
    try (Store store = store(ConditionalWrites.TRUST)) {
      store.write("a", new byte[] {1});
      assertThatThrownBy(
              () -> store.write("a", new byte[] {2}, WriteOptions.ifMatch(Revision.of("\"x\""))))
          .isInstanceOf(PreconditionFailedException.class);
      assertThat(requests()).containsExactly("PUT /bucket/a", "PUT /bucket/a");
    }
  }

  @Test
  void withoutThemTheStoreSaysSo() throws IOException {
    try (Store store = store(ConditionalWrites.OFF)) {
      assertThat(store.supports(Capability.CREATE_IF_ABSENT)).isFalse();
      assertThat(store.supports(Capability.COMPARE_AND_SET)).isFalse();
      assertThatThrownBy(() -> store.write("a", new byte[] {1}))
          .isInstanceOf(CapabilityNotSupportedException.class)
          .hasMessageContaining("conditional_writes = off");
      assertThat(requests()).isEmpty();
    }
  }
}
