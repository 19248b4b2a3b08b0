// The age of the last input, whose tick has 32 bits.

#include "terminal/input_age.h"

#include "check.h"

namespace {

using check::Random;
using check::that;
using winstation::terminal::InputAge;

constexpr uint64_t kDay = 24 * 60 * 60 * 1000;

/** What a look `now` answers when the last input was at `input`; -1 when it does not know. */
int64_t look(InputAge& looker, uint64_t now, uint64_t input) {
  uint64_t age = 0;
  return looker.look(now, static_cast<uint32_t>(input), &age) ? static_cast<int64_t>(age) : -1;
}

void exactWhileWindowsIsYoung() {
  for (const uint64_t input : {uint64_t{0}, kDay, 49 * kDay}) {
    InputAge looker;
    that(look(looker, 49 * kDay, input) == static_cast<int64_t>(49 * kDay - input), "exact in the first 49 days");
  }
}

void staysExactBeyond() {
  InputAge looker;
  that(look(looker, kDay, kDay / 2) >= 0, "known");
  that(look(looker, 40 * kDay, kDay / 2) == static_cast<int64_t>(40 * kDay - kDay / 2), "still exact");
  that(look(looker, 90 * kDay, kDay / 2) == static_cast<int64_t>(90 * kDay - kDay / 2), "beyond 49.7 days too");
}

void unknownWhereItMayHaveComeRound() {
  InputAge looker;
  that(look(looker, 100 * kDay, 98 * kDay) == -1, "two days, or 51.7");
  that(look(looker, 101 * kDay, 98 * kDay) == -1, "the same input is no better known later");
  that(look(looker, 102 * kDay, 101 * kDay + 5) == static_cast<int64_t>(kDay - 5), "one since the last look is");
  that(look(looker, 140 * kDay, 101 * kDay + 5) == static_cast<int64_t>(39 * kDay - 5), "and stays so");
  InputAge fresh;
  that(look(fresh, 100 * kDay, 100 * kDay - 5'000) == 5'000, "a short one is taken for what it says");
}

void aLittleAhead() {
  InputAge looker;
  that(look(looker, kDay, kDay + 20) == 0, "an input may carry a tick ahead of ours");
  that(look(looker, kDay + 10'000, kDay + 10'020) == 0, "again");
}

/** Looks at any time: what it says is right, unless somebody kept away for 49.7 days and less than one more. */
void neverWrong() {
  Random random;
  for (int run = 0; run < 2'000; ++run) {
    InputAge looker;
    uint64_t now = uint64_t{random.below(200)} * kDay + random.next() % kDay;
    uint64_t input = now - (uint64_t{random.below(45)} * kDay + random.below(1000)) % (now + 1);
    for (int step = 0; step < 20; ++step) {
      const int64_t age = look(looker, now, input);
      that(age == -1 || age == static_cast<int64_t>(now - input), "unknown or right", static_cast<long>(run));
      const uint64_t later = now + uint64_t{random.below(30)} * kDay + random.below(100'000) + 1;
      if (random.below(3) == 0) input = now + 1 + random.next() % (later - now);
      now = later;
    }
  }
}

}  // namespace

int main() {
  exactWhileWindowsIsYoung();
  staysExactBeyond();
  unknownWhereItMayHaveComeRound();
  aLittleAhead();
  neverWrong();
  std::puts("input age: ok");
  return 0;
}
