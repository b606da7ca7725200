package io.remotestore.docs;

/** How what is made from the code gets into the pages. */
final class Update {
  static final String HOW =
      "./mvnw test -pl docs -am -Dupdate=true writes code and tables into the pages";

  private Update() {}
}
