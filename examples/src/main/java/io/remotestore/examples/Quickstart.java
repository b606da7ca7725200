package io.remotestore.examples;

import io.remotestore.Store;
import io.remotestore.config.BackendConfig;
import io.remotestore.config.Registry;
import io.remotestore.config.RegistryConfig;
import io.remotestore.config.StoreProfile;

/** Configures a backend with two stores, writes to one, and reads from it. */
public final class Quickstart {
  private Quickstart() {}

  /** Keeps its files in memory; no argument. */
  public static void main(String[] args) {
    // A backend holds files; a store is a folder of one. Both have names of your choice.
    RegistryConfig config =
        RegistryConfig.empty()
            .withBackend("main", BackendConfig.of("memory"))
            .withStore("reports", StoreProfile.of("main").withRootPath("reports"))
            .withStore("archive", StoreProfile.of("main").withRootPath("archive/2026"));

    // The registry opens what is asked for, and closes it all.
    try (Registry registry = Registry.of(config)) {
      Store reports = registry.store("reports");

      reports.writeText("north.csv", "quarter,total\n1,10\n");
      System.out.println("written: " + reports.getFileInfo("north.csv").size() + " bytes");
      System.out.print(reports.readText("north.csv"));

      // The other store is another folder, and sees nothing of the first.
      Store archive = registry.store("archive");
      System.out.println("in the archive too: " + archive.exists("north.csv"));
      archive.copyFrom(reports, "north.csv", "north.csv");
      System.out.println("after a copy: " + archive.exists("north.csv"));
      System.out.println("the backend calls it " + archive.nativePath("north.csv"));
    }
  }
}
