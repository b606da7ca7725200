package io.remotestore.benchmarks;

/** The least that a Java program can do; what starting one costs at the least. */
public final class Hello {
  private Hello() {}

  /** Says hello. */
  public static void main(String... args) {
    System.out.println("hello");
  }
}
