// The ring of notices, and what is known of Windows' own queue, on Linux under its sanitizers.

#include <deque>

#include "check.h"
#include "terminal/backlog.h"
#include "terminal/notice_ring.h"

namespace {

using check::Random;
using check::Reader;
using check::that;
using winstation::bridge::PackWriter;
using winstation::terminal::Backlog;
using winstation::terminal::Notice;
using winstation::terminal::noticeKind;
using winstation::terminal::NoticeRing;

constexpr int64_t kTicksUntil1970 = 116'444'736'000'000'000;

struct Told {
  uint32_t kind;
  uint32_t value;
  uint32_t sessionId;
  int64_t milliseconds;
};

Notice session(uint32_t number) {
  return {noticeKind("session"), number % 15, number, kTicksUntil1970 + int64_t{number} * 10'000 + 9'999};
}

std::vector<Told> take(NoticeRing& ring, uint32_t most) {
  PackWriter pack;
  ring.write(pack, most);
  Reader reader(pack);
  std::vector<Told> told;
  const uint32_t count = reader.word();
  that(count <= most, "no more than wanted", count);
  for (uint32_t i = 0; i < count; ++i) {
    Told each;
    each.kind = reader.word();
    each.value = reader.word();
    each.sessionId = reader.word();
    each.milliseconds = reader.ticks();
    told.push_back(each);
  }
  that(reader.done(), "nothing follows the last notice");
  return told;
}

void oneByOne() {
  NoticeRing ring(4);
  that(ring.isEmpty(), "a new ring is empty");
  ring.push(session(7));
  that(!ring.isEmpty(), "one notice");
  const std::vector<Told> told = take(ring, 10);
  that(told.size() == 1 && told[0].kind == noticeKind("session") && told[0].value == 7 && told[0].sessionId == 7,
       "comes back");
  that(told[0].milliseconds == 7, "with its time in whole milliseconds", static_cast<long>(told[0].milliseconds));
  that(ring.isEmpty() && take(ring, 10).empty(), "and only once");
}

void overflowAtItsPlace() {
  NoticeRing ring(4);
  for (uint32_t i = 0; i < 7; ++i) ring.push(session(i));
  std::vector<Told> told = take(ring, 2);
  that(told.size() == 2 && told[1].sessionId == 1, "the oldest first");
  ring.push(session(7));
  told = take(ring, 2);
  that(told.size() == 2 && told[0].sessionId == 2 && told[1].sessionId == 3, "what was there before the loss");
  told = take(ring, 10);
  that(told.size() == 2 && told[0].kind == noticeKind("lost") && told[0].value == 3,
       "the loss with its count, before what came later");
  that(told[1].sessionId == 7, "what came later");
  for (uint32_t i = 0; i < 5; ++i) ring.push(session(i));
  told = take(ring, 4);
  that(told.size() == 4 && !ring.isEmpty(), "a loss at the end is news too");
  told = take(ring, 4);
  that(told.size() == 1 && told[0].kind == noticeKind("lost") && told[0].value == 1 && ring.isEmpty(), "and is told");
}

void uncounted() {
  NoticeRing ring(4);
  ring.push(session(0));
  ring.pushLoss();
  ring.push(session(1));
  std::vector<Told> told = take(ring, 10);
  that(told.size() == 3 && told[1].kind == noticeKind("lostUncounted") && told[2].sessionId == 1, "in between");
  for (uint32_t i = 0; i < 6; ++i) ring.push(session(i));
  ring.pushLoss();
  told = take(ring, 10);
  that(told.size() == 5 && told[4].kind == noticeKind("lostUncounted"), "what is not counted makes a count worthless");
  ring.pushLoss();
  ring.clear();
  that(ring.isEmpty(), "cleared");
}

/** A change of the service has room where notices have none any more. */
void serviceComesThrough() {
  NoticeRing ring(4);
  for (uint32_t i = 0; i < 6; ++i) ring.push(session(i));
  ring.push({noticeKind("service"), 1, 0, kTicksUntil1970});
  ring.push(session(6));
  ring.push({noticeKind("service"), 4, 0, kTicksUntil1970});
  const std::vector<Told> told = take(ring, 20);
  that(told.size() == 8, "all that found room", static_cast<long>(told.size()));
  that(told[4].kind == noticeKind("lost") && told[4].value == 2, "the loss before the change");
  that(told[5].kind == noticeKind("service") && told[5].value == 1, "the change");
  that(told[6].kind == noticeKind("lost") && told[6].value == 1, "another loss");
  that(told[7].kind == noticeKind("service") && told[7].value == 4, "and another change");
  for (uint32_t i = 0; i < 1'000; ++i) ring.push({noticeKind("service"), i, 0, kTicksUntil1970});
  that(take(ring, 2'000).size() == 4 + NoticeRing::kServiceRoom + 1, "though not without end");
}

/** Each notice is told, in order, or is among those counted at its place. */
void nothingInSilence() {
  Random random;
  for (uint32_t round = 0; round < 200; ++round) {
    const uint32_t room = 1 + random.below(round % 4 == 0 ? 5 : 300);
    NoticeRing ring(room);
    uint32_t pushed = 0;
    uint32_t expected = 0;
    const auto drain = [&](uint32_t most) {
      for (const Told& told : take(ring, most)) {
        if (told.kind == noticeKind("lost")) {
          that(told.value > 0, "a loss is of something");
          expected += told.value;
        } else {
          that(told.sessionId == expected, "no notice is missing or moved", static_cast<long>(round));
          ++expected;
        }
      }
    };
    for (int step = 0; step < 400; ++step) {
      for (uint32_t burst = random.below(2 * room); burst > 0; --burst) ring.push(session(pushed++));
      drain(1 + random.below(room + 2));
    }
    while (!ring.isEmpty()) drain(3);
    that(expected == pushed, "all are accounted for", static_cast<long>(round));
  }
}

/** A queue of Windows, with a poster and a taker of any speed, and a clock as coarse as Windows'. */
struct Queue {
  struct Posted {
    uint32_t number;
    uint32_t tick;
  };
  explicit Queue(uint32_t room) : room_(room) {}

  void post(uint32_t tick) {
    const uint32_t number = next++;
    if (messages.size() < room_) {
      messages.push_back({number, tick});
    } else {
      lostAny = true;
    }
  }

  std::deque<Posted> messages;
  uint32_t next = 0;
  bool lostAny = false;

 private:
  const size_t room_;
};

struct Heard {
  bool isLoss;
  uint32_t number;
};

/** Takes up to `most`; false when the queue was found empty. */
bool takeFrom(Queue& queue, Backlog& backlog, uint32_t most, uint32_t tick, std::vector<Heard>* heard) {
  for (uint32_t i = 0; i < most; ++i) {
    if (queue.messages.empty()) {
      if (backlog.isLossAtEnd()) heard->push_back({true, 0});
      return false;
    }
    const Queue::Posted message = queue.messages.front();
    queue.messages.pop_front();
    if (backlog.isLossBefore(tick, message.tick)) heard->push_back({true, 0});
    heard->push_back({false, message.number});
    if (backlog.isLossAfter()) heard->push_back({true, 0});
  }
  return true;
}

/** Where numbers are missing there is a loss at once, or the stream of losses has begun and is ended after the place.
 */
void checkHeard(const std::vector<Heard>& heard, uint32_t posted, long round) {
  uint32_t expected = 0;
  long lastGap = -1;
  bool inLoss = false;
  for (size_t i = 0; i < heard.size(); ++i) {
    if (heard[i].isLoss) {
      inLoss = true;
      continue;
    }
    if (heard[i].number != expected) {
      that(inLoss, "a loss is told before the first message after it", round);
      lastGap = static_cast<long>(i);
    }
    expected = heard[i].number + 1;
  }
  if (expected != posted) lastGap = static_cast<long>(heard.size());
  if (lastGap < 0) return;
  bool toldSince = false;
  for (size_t i = static_cast<size_t>(lastGap == 0 ? 0 : lastGap - 1); i < heard.size(); ++i)
    toldSince |= heard[i].isLoss;
  for (long i = lastGap - 1; i >= 0 && heard[static_cast<size_t>(i)].isLoss; --i) toldSince = true;
  that(toldSince, "a loss is told after the last message that is missing", round);
}

void fullQueues() {
  Random random;
  int suspected = 0;
  int lossless = 0;
  for (long round = 0; round < 2'000; ++round) {
    const uint32_t room = 2 + random.below(round % 2 == 0 ? 10 : 100);
    Queue queue(room);
    Backlog backlog(room);
    std::vector<Heard> heard;
    // Begins shortly before the clock wraps.
    uint32_t time = 0xFFFFFFFF - random.below(2'000);
    const uint32_t coarse = 1 + random.below(16);
    const auto tick = [&] { return time - time % coarse; };
    const uint32_t burst = 1 + random.below(3 * room);
    for (int step = 0; step < 200; ++step) {
      for (uint32_t i = random.below(burst); i > 0; --i) {
        queue.post(tick());
        time += random.below(2);
      }
      time += random.below(40);
      takeFrom(queue, backlog, random.below(burst), tick(), &heard);
      time += random.below(3);
    }
    while (takeFrom(queue, backlog, 100, tick(), &heard)) continue;
    checkHeard(heard, queue.next, round);
    bool told = false;
    for (const Heard& each : heard) told |= each.isLoss;
    if (queue.lostAny) that(told, "what was lost is told", round);
    suspected += told ? 1 : 0;
    lossless += told ? 0 : 1;
  }
  that(suspected > 100 && lossless > 100, "both happened", suspected);
}

/** A taker that keeps up suspects nothing, however long it never finds the queue empty. */
void steadyStream() {
  Queue queue(1'000);
  Backlog backlog(1'000);
  std::vector<Heard> heard;
  uint32_t tick = 5;
  for (int i = 0; i < 500; ++i) queue.post(tick);
  for (int i = 0; i < 100'000; ++i) {
    if (i % 100 == 0) ++tick;
    queue.post(tick);
    that(takeFrom(queue, backlog, 1, tick, &heard), "the queue is never empty");
  }
  for (const Heard& each : heard) that(!each.isLoss, "no loss without reason");
  that(heard.size() == 100'000 && !queue.lostAny, "all were taken");
}

/** While the queue stays full a loss is told twice, not with each message. */
void lastingFlood() {
  Queue queue(10);
  Backlog backlog(10);
  std::vector<Heard> heard;
  uint32_t tick = 5;
  for (int i = 0; i < 5'000; ++i) {
    for (int k = 0; k < 20; ++k) queue.post(tick);
    ++tick;
    takeFrom(queue, backlog, 1, tick, &heard);
  }
  while (takeFrom(queue, backlog, 100, tick, &heard)) continue;
  long losses = 0;
  for (const Heard& each : heard) losses += each.isLoss ? 1 : 0;
  that(losses == 2, "at its beginning and at its end", losses);
  that(heard.back().isLoss, "the last of them after all that is missing");
}

/** Nor while it is now full and now not, because a poster tries again until there is room. */
void fullToTheBrim() {
  Queue queue(10);
  Backlog backlog(10);
  std::vector<Heard> heard;
  uint32_t tick = 5;
  for (int i = 0; i < 5'000; ++i) {
    const size_t full = i % 3 == 0 ? 10 : 9;
    while (queue.messages.size() < full) queue.post(tick);
    ++tick;
    takeFrom(queue, backlog, 1, tick, &heard);
    ++tick;
  }
  while (takeFrom(queue, backlog, 100, ++tick, &heard)) continue;
  long losses = 0;
  for (const Heard& each : heard) losses += each.isLoss ? 1 : 0;
  that(!queue.lostAny && losses == 2, "two suspicions, and none for each message", losses);
}

}  // namespace

int main() {
  oneByOne();
  overflowAtItsPlace();
  uncounted();
  serviceComesThrough();
  nothingInSilence();
  fullQueues();
  steadyStream();
  lastingFlood();
  fullToTheBrim();
  std::puts("notices: ok");
  return 0;
}
