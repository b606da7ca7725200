package io.remotestore.kernel;

import io.remotestore.ByteRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which requests a vectored read needs: ranges that lie near each other go into one. */
final class VectoredPlan {
  /**
   * No request grows beyond this by merging, so that one slow fetch does not hold up many ranges.
   */
  private static final int MAX_MERGED = 16 << 20;

  private VectoredPlan() {}

  /** One of the ranges asked for: which one, and where it begins. */
  record Member(int index, long position, int length) {
    private long end() {
      return position + length;
    }
  }

  /** One request and the ranges that it serves. */
  record Fetch(long position, int length, List<Member> members) {}

  static List<Fetch> of(List<ByteRange> ranges, long size, int gap) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      int length = (int) ranges.get(i).lengthIn(size);
      if (length > 0) {
        members.add(new Member(i, ranges.get(i).startIn(size), length));
      }
    }
    members.sort(Comparator.comparingLong(Member::position));
    List<Fetch> fetches = new ArrayList<>();
    List<Member> group = new ArrayList<>();
    long end = 0;
    for (Member member : members) {
      if (!group.isEmpty() && !joins(group.get(0).position(), end, member, gap)) {
        fetches.add(fetch(group, end));
        group = new ArrayList<>();
      }
      end = group.isEmpty() ? member.end() : Math.max(end, member.end());
      group.add(member);
    }
    if (!group.isEmpty()) {
      fetches.add(fetch(group, end));
    }
    return fetches;
  }

  private static boolean joins(long start, long end, Member member, int gap) {
    return member.position() - end <= gap && Math.max(end, member.end()) - start <= MAX_MERGED;
  }

  private static Fetch fetch(List<Member> group, long end) {
    long start = group.get(0).position();
    return new Fetch(start, (int) (end - start), List.copyOf(group));
  }
}
