package io.remotestore.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One thing that is done in several ways.
 *
 * @param row what the tables call it
 * @param benchmark the class and method that do it
 * @param parameters of the benchmark
 * @param subjects the ways
 * @param python what the Python program calls it, empty where it has no such call
 */
record Case(
    String row,
    String benchmark,
    Map<String, String> parameters,
    List<String> subjects,
    List<String> python) {

  /** What the tables call the Python library. */
  static final String PYTHON = "PYTHON";

  /** The same with another way first. */
  Case turned(int places) {
    List<String> turned = new ArrayList<>(subjects);
    Collections.rotate(turned, places);
    return new Case(row, benchmark, parameters, turned, python);
  }

  Case without(String subject) {
    List<String> left = subjects.stream().filter(s -> !s.equals(subject)).toList();
    return new Case(row, benchmark, parameters, left, python);
  }
}
