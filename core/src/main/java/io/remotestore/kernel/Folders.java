package io.remotestore.kernel;

import io.remotestore.AlreadyExistsException;
import io.remotestore.RemoteStoreException;

/** Makes folders. */
final class Folders {
  private final Engine engine;

  Folders(Engine engine) {
    this.engine = engine;
  }

  void create(OperationCall call, String key) {
    try {
      engine.attempts.run(
          call,
          () -> {
            engine.driver.createFolder(key, call);
            return true;
          },
          Attempts.Doubt.idempotent());
    } catch (AlreadyExistsException e) {
      throw Probes.isFile(call); // a folder that exists is fine, so this is none
    } catch (RemoteStoreException e) {
      throw engine.writes.explained(call, key, e);
    }
  }
}
