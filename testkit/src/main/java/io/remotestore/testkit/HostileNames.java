package io.remotestore.testkit;

import java.util.List;

/** Names that have broken storage libraries. */
final class HostileNames {

  /** Each is one legal segment. */
  static final List<String> SEGMENTS =
      List.of(
          "blank in the middle",
          " leading",
          "trailing ",
          "percent%41literal",
          "%48%45%4C%4C%4F",
          "bad%Qescape%%Z",
          "b%2Fc",
          "a+b",
          "hash#tag",
          "hash#123",
          "question?mark=1",
          "quote'single",
          "quote\"double",
          "I'm a < & weird name",
          "semi;colon,comma",
          "at@sign",
          "colon:name",
          "star*name",
          "brackets[ab]",
          "braces{a,b}",
          "tilde~name",
          "dollar$name",
          "caret^name",
          "pipe|name",
          "equals=value",
          "trailing.dots..",
          "...",
          "a..b",
          ".hidden",
          "-dash",
          "~",
          "\u00fcml\u00e4ut",
          "combining-e\u0301",
          "\u4e2d\u6587",
          "\u0440\u0443\u0441\u0441\u043a\u0438\u0439",
          "\uD83D\uDE48",
          "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08 $shenanigans@@~.txt",
          "\uE000private",
          "tab\there",
          "new\nline",
          "CON",
          "nul.txt",
          "x".repeat(200));

  private HostileNames() {}
}
