package io.remotestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotestore.CopyOptions;
import io.remotestore.DeleteOptions;
import io.remotestore.NotFoundException;
import io.remotestore.PermissionDeniedException;
import io.remotestore.Store;
import io.remotestore.StoreInputStream;
import io.remotestore.WriteOptions;
import io.remotestore.s3.FakeS3.Received;
import io.remotestore.s3.FakeS3.Reply;
import java.io.IOException;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do one thing and not another is told so by name, and goes on with what is allowed. */
final class PermissionsTest {
  private FakeS3 server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeS3();
    server.objects().put("/bucket/a", new byte[] {1, 2, 3});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void denying(Predicate<Received> denied) {
    server.answering(
        (request, number) -> {
          if (denied.test(request)) {
            return request.method().equals("HEAD")
                ? Reply.of(403)
                : Reply.error(403, "AccessDenied");
          }
          return isList(request) ? Reply.xml("<ListBucketResult></ListBucketResult>") : null;
        });
  }

  private static boolean isHead(Received request) {
    return request.method().equals("HEAD");
  }

  private static boolean isList(Received request) {
    return request.method().equals("GET") && request.target().contains("list-type=2");
  }

  private static void denied(String operation, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(PermissionDeniedException.class)
        .hasMessageContaining("Permission denied")
        .hasMessageContaining("operation=" + operation + " | store=here");
  }

  private static void reads(Store store) throws IOException {
    assertThat(store.readBytes("a")).containsExactly(1, 2, 3);
    try (StoreInputStream in = store.read("a")) {
      assertThat(in.info().size()).isEqualTo(3);
      assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void whoMayReadAndNotLook() throws IOException {
    denying(PermissionsTest::isHead);
    try (Store store = server.store()) {
      reads(store);
      denied("exists", () -> store.exists("a"));
      denied("exists", () -> store.isFile("a"));
      denied("get file info", () -> store.getFileInfo("a"));
      denied("open", () -> store.open("a"));
      denied("copy", () -> store.copy("a", "b", CopyOptions.overwrite()));
      denied("delete", () -> store.delete("a"));
      assertThat(store.listFiles("").toList()).isEmpty();
      reads(store);
      store.write("b", new byte[1], WriteOptions.overwrite());
      store.delete("a", DeleteOptions.idempotent());
    }
    assertThat(server.objects()).containsOnlyKeys("/bucket/b");
  }

  @Test
  void whoMayReadAndNotList() throws IOException {
    denying(PermissionsTest::isList);
    try (Store store = server.store()) {
      reads(store);
      assertThat(store.exists("a")).isTrue();
      assertThat(store.getFileInfo("a").size()).isEqualTo(3);
      denied("list", () -> store.listFiles("").toList());
      denied("exists", () -> store.isFolder("a"));
      denied("get folder info", () -> store.getFolderInfo("a"));
      denied("ping", store::ping);
      reads(store);
      store.delete("a");
    }
    assertThat(server.objects()).isEmpty();
  }

  /** Whether a folder is there instead, nobody can tell who may not list. */
  @Test
  void whatIsMissingForWhoMayNotList() throws IOException {
    denying(PermissionsTest::isList);
    try (Store store = server.store()) {
      denied("exists", () -> store.exists("none"));
      denied("get file info", () -> store.getFileInfo("none"));
      assertThatThrownBy(() -> store.readBytes("none"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("operation=read | store=here | path='none'");
    }
  }

  /** As S3 itself answers who may read and not list, whether the file is there or not. */
  @Test
  void missingFilesOfWhoMayNotListAreDenied() throws IOException {
    denying(request -> isList(request) || request.target().contains("none"));
    try (Store store = server.store()) {
      denied("read", () -> store.readBytes("none"));
      denied("exists", () -> store.exists("none"));
      denied("get file info", () -> store.getFileInfo("none"));
      reads(store);
    }
  }
}
