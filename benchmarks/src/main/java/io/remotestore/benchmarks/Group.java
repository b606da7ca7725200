package io.remotestore.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Cases that are measured alike.
 *
 * @param name what the command line calls it
 * @param unit of its times
 * @param pace how long it is measured
 * @param cases the cases
 */
record Group(String name, TimeUnit unit, Pace pace, List<Case> cases) {
  private static final List<String> ALL_WAYS = List.of("STORE", "HAND", "BARE", "OPENDAL");
  private static final List<String> WITH_STRICT =
      List.of("STORE", "HAND", "BARE", "OPENDAL", "STRICT");

  static Group kernel(Pace pace) {
    List<Case> cases = new ArrayList<>();
    for (int size : new int[] {16, 1024}) {
      for (String call : List.of("read", "write")) {
        cases.add(kernel(call + " " + Text.size(size), call, size));
      }
    }
    for (String call : List.of("exists", "isFile", "info", "list", "writeAndDelete")) {
      cases.add(kernel(Text.CALLS.getOrDefault("kernel " + call, call), call, 16));
    }
    return new Group("kernel", TimeUnit.NANOSECONDS, pace, cases);
  }

  private static Case kernel(String row, String call, int size) {
    return new Case(
        row,
        "KernelBenchmark." + call,
        Map.of("size", Integer.toString(size)),
        List.of("STORE", "DRIVER"),
        List.of("memory", call, Integer.toString(size)));
  }

  static Group local(Pace pace) {
    List<Case> cases = new ArrayList<>();
    for (int size : new int[] {1 << 10, 64 << 10, 1 << 20, 64 << 20}) {
      for (String call : List.of("read", "overwrite", "create")) {
        String type = call.equals("create") ? "CreateBenchmark." : "LocalBenchmark.";
        boolean strict = size == 1024 && call.equals("read");
        cases.add(
            new Case(
                call + " " + Text.size(size),
                type + call,
                Map.of("size", Integer.toString(size)),
                strict ? WITH_STRICT : ALL_WAYS,
                List.of("local", call, Integer.toString(size))));
      }
    }
    for (String call : List.of("info", "exists", "missing", "list")) {
      List<String> ways = call.equals("list") ? ALL_WAYS : WITH_STRICT;
      if (call.equals("missing")) {
        ways = List.of("STORE", "HAND", "BARE", "STRICT"); // OpenDAL has no such question
      }
      cases.add(
          new Case(
              Text.CALLS.getOrDefault(call, call),
              "LookBenchmark." + call,
              Map.of(),
              ways,
              List.of("local", call, "0")));
    }
    return new Group("local", TimeUnit.MICROSECONDS, pace, cases);
  }

  static Group listing(Pace pace, int count) {
    List<Case> cases = new ArrayList<>();
    for (String tree : List.of("deep", "flat")) {
      for (String call : List.of("recursive", "ordered", "glob")) {
        List<String> ways = call.equals("recursive") ? ALL_WAYS : List.of("STORE", "HAND");
        cases.add(
            new Case(
                Text.CALLS.getOrDefault(call, call) + ", " + Text.CALLS.getOrDefault(tree, tree),
                "ListingBenchmark." + call,
                Map.of("tree", tree, "count", Integer.toString(count)),
                ways,
                call.equals("ordered") ? List.of() : List.of("listing", call, tree)));
      }
    }
    return new Group("listing", TimeUnit.MILLISECONDS, pace, cases);
  }

  Group withoutOpenDal() {
    return new Group(name, unit, pace, cases.stream().map(c -> c.without("OPENDAL")).toList());
  }
}
