package io.remotestore.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link FaultPlan} as a text: parts, joined by {@code +}, of which the first that spoils an
 * exchange counts.
 *
 * <ul>
 *   <li>{@code first:FAULT,FAULT,...} spoils the first exchanges, one fault for each
 *   <li>{@code every:N:FAULT} spoils every N-th exchange
 *   <li>{@code changes:N:FAULT} spoils every N-th request that changes something
 *   <li>{@code random:SEED:N:FAULT,FAULT,...} spoils one exchange in N, the same ones for the same
 *       seed
 * </ul>
 *
 * <p>Faults are {@code none}, {@code refused}, {@code request-reset=BYTES}, {@code
 * request-closed=BYTES}, {@code reply-reset=BYTES}, {@code reply-closed=BYTES}, {@code
 * body-reset=BYTES}, {@code body-closed=BYTES}, {@code reply-swallowed}, {@code status=STATUS} or
 * {@code status=STATUS/SECONDS} with a wait that is asked for, {@code delayed=MILLISECONDS} and
 * {@code throttled=BYTES} per second; {@link WireFault} says what each does.
 *
 * @param plan the plan
 * @param needsHttp whether one of its faults does
 */
record FaultText(FaultPlan plan, boolean needsHttp) {

  /**
   * Reads a plan; an empty text is one in which nothing goes wrong.
   *
   * @throws IllegalArgumentException if it is none; says what is wrong
   */
  static FaultText parse(String text) {
    FaultPlan plan = FaultPlan.none();
    boolean needsHttp = false;
    if (!text.isEmpty()) {
      for (String part : text.split("\\+", -1)) {
        FaultText one = part(part);
        plan = plan.or(one.plan);
        needsHttp |= one.needsHttp;
      }
    }
    return new FaultText(plan, needsHttp);
  }

  private static FaultText part(String text) {
    String[] words = text.split(":", -1);
    return switch (words[0] + " " + words.length) {
      case "first 2" -> {
        WireFault[] faults = faults(words[1]);
        yield of(FaultPlan.script(faults), faults);
      }
      case "every 3" -> {
        WireFault fault = fault(words[2]);
        yield of(FaultPlan.every(count(words[1]), fault), fault);
      }
      case "changes 3" -> {
        WireFault fault = fault(words[2]);
        yield of(FaultPlan.every(count(words[1]), Exchange::isChange, fault), fault);
      }
      case "random 4" -> {
        WireFault[] faults = faults(words[3]);
        yield of(FaultPlan.random(number(words[1]), count(words[2]), faults), faults);
      }
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is none of first:FAULTS, every:N:FAULT, changes:N:FAULT and"
                  + " random:SEED:N:FAULTS");
    };
  }

  private static FaultText of(FaultPlan plan, WireFault... faults) {
    boolean needsHttp = false;
    for (WireFault fault : faults) {
      needsHttp |= fault.needsHttp();
    }
    return new FaultText(plan, needsHttp);
  }

  private static WireFault[] faults(String text) {
    List<WireFault> faults = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      faults.add(fault(each));
    }
    return faults.toArray(WireFault[]::new);
  }

  /** Reads one fault. */
  static WireFault fault(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String amount = equals < 0 ? "" : text.substring(equals + 1);
    return switch (equals < 0 ? name : name + "=") {
      case "none" -> WireFault.none();
      case "refused" -> WireFault.refused();
      case "request-reset=" -> WireFault.requestResetAfter(number(amount));
      case "request-closed=" -> WireFault.requestClosedAfter(number(amount));
      case "reply-reset=" -> WireFault.replyResetAfter(number(amount));
      case "reply-closed=" -> WireFault.replyClosedAfter(number(amount));
      case "body-reset=" -> WireFault.bodyResetAfter(number(amount));
      case "body-closed=" -> WireFault.bodyClosedAfter(number(amount));
      case "reply-swallowed" -> WireFault.replySwallowed();
      case "status=" -> status(amount);
      case "delayed=" -> WireFault.delayed(Duration.ofMillis(number(amount)));
      case "throttled=" -> WireFault.throttled(number(amount));
      default -> throw new IllegalArgumentException("'" + text + "' is no fault");
    };
  }

  private static WireFault status(String text) {
    int slash = text.indexOf('/');
    int status = count(slash < 0 ? text : text.substring(0, slash));
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException(status + " is not the status of a reply");
    }
    return slash < 0
        ? WireFault.status(status)
        : WireFault.status(status, Duration.ofSeconds(number(text.substring(slash + 1))));
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("'" + text + "' is not a number");
    }
    return Long.parseLong(text);
  }

  private static int count(String text) {
    long number = number(text);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "' is not a number from 1 on");
    }
    return (int) number;
  }
}
