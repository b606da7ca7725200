package io.remotestore.examples;

import io.remotestore.FileInfo;
import io.remotestore.InvalidPathException;
import io.remotestore.Store;
import io.remotestore.StoreClosedException;
import io.remotestore.Stores;
import java.util.stream.Stream;

/** A child is a store of its own, with a folder of its parent as its root. */
public final class ChildStores {
  private ChildStores() {}

  /** Works in memory; no argument. */
  public static void main(String[] args) {
    Store company = Stores.memory();
    scope(company);
    chain(company);
    close(company);
  }

  /** Hand a child to code that is to see one folder and nothing else. */
  private static void scope(Store company) {
    company.writeText("salaries.csv", "secret");
    Store team = company.child("teams/blue"); // need not exist yet
    team.writeText("plan.txt", "sail");

    System.out.println("the team calls it plan.txt: " + team.isFile("plan.txt"));
    System.out.println("the company: " + company.isFile("teams/blue/plan.txt"));
    try (Stream<FileInfo> files = team.glob("**")) {
      System.out.println("the team sees: " + files.map(FileInfo::path).toList());
    }
    for (String way : new String[] {"../../salaries.csv", "a/../../x", ".."}) {
      try {
        team.readText(way);
      } catch (InvalidPathException e) {
        System.out.println(way + ": " + e.problem());
      }
    }
    // A leading slash names nothing outside either: it has no meaning.
    System.out.println("/plan.txt: " + team.readText("/plan.txt"));
    System.out.println("/salaries.csv: " + team.exists("/salaries.csv"));
  }

  private static void chain(Store company) {
    Store one = company.child("teams").child("blue");
    Store other = company.child("teams/blue");
    System.out.println("the same store: " + one.equals(other));
    System.out.println("its root: " + other.identity().root());
  }

  /** The parent owns what is open. Closing a child does nothing, closing the parent ends both. */
  private static void close(Store company) {
    Store team = company.child("teams/blue");
    team.close();
    System.out.println("after closing the child: " + team.readText("plan.txt"));
    company.close();
    try {
      team.readText("plan.txt");
    } catch (StoreClosedException e) {
      System.out.println("after closing the parent: " + e.problem());
    }
  }
}
