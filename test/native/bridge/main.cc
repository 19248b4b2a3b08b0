// The whole addon on Linux, over a fake Windows and a fake Node: several environments ask, stop, flush, write off,
// close and end as they like, while calls of Windows fail, take long or hang. Under sanitizers; at the end nothing may
// be left.
//
//   bridge [rounds [seed]]

#include <cstdio>
#include <cstdlib>

#include "base/counters.h"
#include "bridge/host.h"
#include "bridge/thread.h"
#include "caller.h"
#include "dlls.h"
#include "terminal/counters.h"
#include "trouble.h"

/** The real one needs the program's exports; `../host.cc` tries it. */
bool winstation::bridge::isHostComplete() { return true; }

namespace {

using caller::Caller;
using caller::End;
using trouble::below;
using trouble::fault;
using trouble::plan;
using winstation::counters;
using winstation::bridge::kMostLeftThreads;

const auto& ofTerminal = winstation::terminal::counters;

constexpr uint32_t kEnvironments = 3;
constexpr uint32_t kSteps = 150;

void sleepMicroseconds(uint32_t microseconds) { std::this_thread::sleep_for(std::chrono::microseconds(microseconds)); }

void calm() { plan.noThread = plan.noObject = plan.failedCall = plan.delay = plan.hang = plan.noValue = 0; }

/** Everything goes on until every thread has left; then nothing is left. */
void settle() {
  calm();
  for (int tries = 0; trouble::outstanding.threads != 0; ++tries) {
    if (tries == 30'000) fault("every thread leaves", trouble::outstanding.threads);
    trouble::letGo();
    dlls::happen();
    dlls::feedChannels();
    sleepMicroseconds(1'000);
  }
  const auto zero = [](const char* what, int32_t value) {
    if (value != 0) fault(what, value);
  };
  zero("threads by the addon's count", counters.threads.value());
  zero("threads written off", counters.writtenOff.value());
  zero("threads that leave", counters.leftThreads.value());
  zero("windows that leave", ofTerminal.leftWindows.value());
  zero("waiters that leave", ofTerminal.leftWaiters.value());
  zero("channels that leave", ofTerminal.leftChannels.value());
  zero("pieces", ofTerminal.pieces.value());
  zero("handles", counters.handles.value());
  zero("buffers", counters.buffers.value());
  zero("packs", counters.packs.value());
  zero("windows", ofTerminal.windows.value());
  zero("registrations", ofTerminal.registrations.value());
  zero("references on the addon", trouble::outstanding.modules);
  zero("events and threads of Windows", trouble::outstanding.objects);
  zero("buffers of Windows", trouble::outstanding.buffers);
  zero("handles of servers", trouble::outstanding.servers);
  zero("handles of services", trouble::outstanding.services);
  zero("windows of Windows", trouble::outstanding.windows);
  zero("registrations at Windows", trouble::outstanding.registrations);
  zero("classes of windows", trouble::outstanding.classes);
  zero("channels of Windows", trouble::outstanding.channels);
}

uint32_t pick(std::vector<uint32_t>& residents, bool takeOut) {
  const size_t at = below(static_cast<uint32_t>(residents.size()));
  const uint32_t picked = residents[at];
  if (takeOut) residents.erase(residents.begin() + static_cast<std::ptrdiff_t>(at));
  return picked;
}

/** One environment from its beginning to its end. */
void live(std::atomic<uint64_t>& taken) {
  Caller caller;
  if (!caller.isReady()) return;
  std::vector<uint32_t> threads, windows, waiters, channels;
  const auto keep = [](std::vector<uint32_t>& residents, uint32_t id) {
    if (id != 0) residents.push_back(id);
  };
  for (uint32_t step = 0; step < kSteps; ++step) {
    const uint32_t choice = below(32);
    if (choice < 3 && threads.size() < 6) {
      keep(threads, caller.openThread(below(2) == 0 ? nullptr : u"rds01"));
    } else if (choice < 10 && !threads.empty()) {
      caller.ask(pick(threads, false), caller::anyQuestion());
    } else if (choice < 12 && !threads.empty()) {
      caller.stop(pick(threads, false));
    } else if (choice < 14 && !threads.empty()) {
      const uint32_t thread = pick(threads, false);
      if (caller.writeOff(thread)) std::erase(threads, thread);
    } else if (choice == 14 && !threads.empty()) {
      caller.close(pick(threads, true));
    } else if (choice == 15) {
      caller.askNow();
    } else if (choice == 16 && windows.size() < 2) {
      keep(windows, caller.openWindow());
    } else if (choice == 17 && !windows.empty()) {
      static const char* const questions[] = {"register", "unregister", "awaitReady", "watchService"};
      const uint32_t question = below(4);
      caller.askWindow(pick(windows, false), questions[question],
                       question == 2 ? std::vector<uint32_t>{below(2'000)} : std::vector<uint32_t>{});
    } else if (choice == 18 && !windows.empty() && below(3) == 0) {
      caller.forsake(pick(windows, true));
    } else if (choice == 19 && waiters.size() < 2) {
      keep(waiters, caller.openWaiter());
    } else if (choice == 20 && !waiters.empty()) {
      caller.wait(pick(waiters, false));
    } else if (choice == 21 && !waiters.empty()) {
      caller.flush(pick(waiters, false));
    } else if (choice == 22 && !waiters.empty() && below(3) == 0) {
      caller.forsake(pick(waiters, true));
    } else if (choice == 24 && channels.size() < 4) {
      keep(channels, caller.openChannel());
      if (!channels.empty()) caller.askChannel(channels.back(), "open");
    } else if (choice < 29 && choice > 24 && !channels.empty()) {
      static const char* const questions[] = {"read", "read", "write", "write", "open"};
      caller.askChannel(pick(channels, false), questions[below(5)], below(20) == 0 ? 300'000 : below(3'000));
    } else if (choice == 29 && !channels.empty()) {
      caller.stop(pick(channels, false));
    } else if (choice == 30 && !channels.empty()) {
      caller.askChannel(pick(channels, false), "close");
    } else if (choice == 31 && !channels.empty() && below(3) == 0) {
      caller.forsake(pick(channels, true));
    } else {
      caller.turn(below(300));
    }
  }
  switch (below(4)) {
    case 0:
      caller.terminate();
      break;
    case 1:
      break;
    default:
      // Every question of a thread ends, once Windows has let it go.
      for (const uint32_t resident : windows) caller.forsake(resident);
      for (const uint32_t resident : waiters) caller.forsake(resident);
      for (const uint32_t resident : channels) caller.forsake(resident);
      for (int turns = 0; caller.pending() != 0; ++turns) {
        if (turns == 30'000) fault("every question ends", static_cast<long>(caller.pending()));
        caller.turn(1'000);
      }
  }
  taken += caller.taken();
  caller.end();
}

/** Windows goes on by itself. */
void turnTheWorld(const std::atomic<bool>& isOver) {
  while (!isOver) {
    sleepMicroseconds(below(1'500));
    dlls::feedChannels();
    switch (below(8)) {
      case 0:
      case 1:
      case 2:
        trouble::letGo();
        break;
      case 3:
        dlls::changeService(1 + below(7));
        break;
      case 4:
        dlls::happen();
        break;
      case 5:
        for (uint32_t i = below(3'000); i > 0; --i) dlls::post(7, static_cast<LPARAM>(i));
        break;
      default:
        dlls::post(5, static_cast<LPARAM>(below(2) == 0 ? 0xFFFFFFFF : 3));
    }
  }
}

void anyRound(std::atomic<uint64_t>& taken) {
  plan.noThread = below(3) == 0 ? 100 : 10;
  plan.noObject = 50;
  plan.failedCall = 200;
  plan.delay = 300;
  plan.hang = below(3) == 0 ? 150 : 20;
  plan.noValue = below(3) == 0 ? 20 : 0;
  std::atomic<bool> isOver{false};
  std::thread world([&] { turnTheWorld(isOver); });
  std::vector<std::thread> environments;
  for (uint32_t i = 0; i < kEnvironments; ++i) environments.emplace_back([&] { live(taken); });
  for (std::thread& each : environments) each.join();
  isOver = true;
  world.join();
  settle();
}

/** 3,000 sessions, and nobody waits any more while the 45th call is inside Windows. */
void stopsBetweenTwoCalls() {
  enum Way { stop, writeOff, end };
  for (const Way way : {stop, writeOff, end}) {
    dlls::queries = 0;
    dlls::hangingQuery = 45;
    Caller caller;
    const uint32_t thread = caller.openThread(u"rds01");
    const uint32_t ticket = caller.ask(thread, caller::details(3'000));
    trouble::awaitHanging(1);
    if (caller.ask(thread, caller::question("version")) != 0) fault("one question at a time");
    if (way == stop) caller.stop(thread);
    if (way == writeOff && !caller.writeOff(thread)) fault("one thread may be written off");
    if (way == end) caller.end();
    trouble::letGo();
    if (way != end && caller.await(ticket) != End::nothing) fault("there is no answer when nobody waits");
    if (way == stop) {
      const uint32_t next = caller.ask(thread, caller::question("version"));
      if (next == 0 || caller.await(next) != End::answer) fault("the thread is free again");
    }
    if (way != end) caller.end();
    settle();
    if (dlls::queries != 45) fault("no further call is made", static_cast<long>(dlls::queries));
  }
  dlls::hangingQuery = 0;
}

/** What hangs in Windows has a bound, also where nobody writes it off; and all of it is free again afterwards. */
void hasBounds() {
  plan.hang = 1000;
  {
    Caller caller;
    std::vector<uint32_t> threads;
    for (int i = 0; i < 17; ++i) {
      threads.push_back(caller.openThread(nullptr));
      if (caller.ask(threads.back(), caller::question("version")) == 0) fault("a question is taken");
    }
    trouble::awaitHanging(17);
    for (size_t i = 0; i < 16; ++i) {
      if (!caller.writeOff(threads[i])) fault("sixteen threads may be written off", static_cast<long>(i));
    }
    if (caller.writeOff(threads[16])) fault("and no more");
    for (uint32_t i = 0; i < kMostLeftThreads; ++i) {
      const uint32_t thread = caller.openThread(nullptr);
      if (caller.ask(thread, caller::question("version")) == 0) fault("a question is taken");
      trouble::awaitHanging(18 + i);
      caller.close(thread);
    }
    const uint32_t refused = caller.ask(caller.openThread(nullptr), caller::question("version"));
    if (caller.await(refused) != End::answer || caller.lastFirstWord() != 0) fault("then a question fails at once");
    if (trouble::outstanding.threads != 17 + kMostLeftThreads)
      fault("and no thread is made", trouble::outstanding.threads);
    caller.end();
  }
  settle();
  plan.hang = 1000;
  {
    Caller caller;
    for (uint32_t i = 0; i < 64; ++i) {
      const uint32_t window = caller.openWindow();
      if (caller.askWindow(window, "register", {}) == 0) fault("a question is taken");
      const uint32_t waiter = caller.openWaiter();
      if (caller.wait(waiter) == 0) fault("a wait is taken");
      trouble::awaitHanging(2 * (i + 1));
      caller.forsake(window);
      caller.forsake(waiter);
    }
    const uint32_t window = caller.askWindow(caller.openWindow(), "register", {});
    const uint32_t waiter = caller.wait(caller.openWaiter());
    if (caller.await(window) != End::answer || caller.lastFirstWord() != 0) fault("a window is refused at once");
    if (caller.await(waiter) != End::answer || caller.lastFirstWord() != 0) fault("a waiter is refused at once");
    caller.end();
  }
  settle();
  plan.hang = 1000;
  {
    Caller caller;
    const uint32_t window = caller.openWindow();
    uint32_t taken = 0;
    caller.askWindow(window, "register", {});
    trouble::awaitHanging(1);
    while (taken < 200 && caller.askWindow(window, "register", {}) != 0) ++taken;
    if (taken != 64) fault("a window queues 64 questions", static_cast<long>(taken));
    caller.end();
  }
  settle();
}

/** Where no thread can be had at all, each question has an answer that says so. */
void hasNoThread() {
  plan.noThread = 1000;
  Caller caller;
  std::vector<uint32_t> tickets;
  for (const char* const name : {"sessions", "details", "queryRaw", "processes", "WTSSendMessageW", "WTSLogoffSession",
                                 "accountsOf", "sidsOf", "system", "version"}) {
    tickets.push_back(caller.ask(caller.openThread(u"rds01"), caller::question(name)));
  }
  const uint32_t window = caller.openWindow();
  tickets.push_back(caller.askWindow(window, "register", {}));
  tickets.push_back(caller.wait(caller.openWaiter()));
  const uint32_t channel = caller.openChannel();
  tickets.push_back(caller.askChannel(channel, "open"));
  for (const uint32_t ticket : tickets) {
    if (ticket == 0 || caller.await(ticket) != End::answer) fault("a question without a thread has an answer");
  }
  // It keeps the event that wakes its thread.
  caller.forsake(window);
  caller.forsake(channel);
  const std::map<std::string, int32_t> counts = caller.counts();
  if (counts.size() != 9) fault("each name is counted", static_cast<long>(counts.size()));
  for (const auto& [name, count] : counts) {
    if (count != 0) fault(name.c_str(), count);
  }
  caller.end();
  settle();
}

/** A channel that hangs while it is opened counts among those that leave, and there are not more than 64. */
void boundsChannels() {
  plan.hang = 1000;
  Caller caller;
  for (uint32_t i = 0; i < 64; ++i) {
    const uint32_t channel = caller.openChannel();
    if (caller.askChannel(channel, "open") == 0) fault("an opening is taken");
    if (caller.askChannel(channel, "open") != 0) fault("one opening at a time");
    trouble::awaitHanging(i + 1);
    caller.forsake(channel);
  }
  const uint32_t refused = caller.askChannel(caller.openChannel(), "open");
  if (caller.await(refused) != End::answer || caller.lastFirstWord() != 0) fault("a channel is refused at once");
  caller.end();
  settle();
}

/** Nobody reads: the addon reads ahead no more than it may. What it has is handed on, and a write is taken back. */
void readsAheadWithinBounds() {
  calm();
  Caller caller;
  const uint32_t channel = caller.openChannel();
  if (caller.askChannel(channel, "read") != 0) fault("a channel is opened first");
  const uint32_t opened = caller.askChannel(channel, "open");
  if (caller.await(opened) != End::answer || caller.lastFirstWord() != 1) fault("a channel opens");
  int32_t most = 0;
  for (int turns = 0; turns < 3'000; ++turns) {
    dlls::feedChannels();
    sleepMicroseconds(20);
    const int32_t pieces = ofTerminal.pieces.value();
    if (pieces > most) most = pieces;
  }
  if (most == 0 || most > 1'024) fault("it reads ahead within bounds", most);
  const uint32_t read = caller.askChannel(channel, "read");
  if (caller.await(read) != End::answer || caller.lastFirstWord() != 1) fault("what has come is handed on");
  for (int writes = 0; writes < 20; ++writes) {
    const uint32_t write = caller.askChannel(channel, "write", 5'000);
    caller.stop(channel);
    if (write == 0 || caller.await(write) != End::answer) fault("a write that is taken back has an answer");
  }
  const uint32_t closed = caller.askChannel(channel, "close");
  if (caller.await(closed) != End::answer || caller.lastFirstWord() != 1) fault("a channel closes");
  if (trouble::outstanding.channels != 0) fault("then Windows has it back", trouble::outstanding.channels);
  caller.close(channel);
  caller.end();
  settle();
}

/** A call without a value answers with its success alone. */
void answersWithoutValues() {
  calm();
  Caller caller;
  const uint32_t thread = caller.openThread(u"rds01");
  const uint32_t window = caller.openWindow();
  for (const uint32_t ticket :
       {caller.ask(thread, caller::question("WTSLogoffSession")), caller.askWindow(window, "register", {}),
        caller.askWindow(window, "unregister", {}), caller.askWindow(window, "watchService", {})}) {
    if (ticket == 0 || caller.await(ticket) != End::answer) fault("a call is answered");
    if (caller.lastFirstWord() != 1) fault("and succeeds");
    if (caller.lastWordCount() != 1) fault("without a value", static_cast<long>(caller.lastWordCount()));
  }
  caller.end();
  settle();
}

/** The line of a plain call names the export that it calls. */
void callsWhatItSays() {
  Caller caller;
  for (const char* const name : {"WTSSendMessageW", "WTSLogoffSession"}) {
    plan.failedCall = 1000;
    const uint32_t ticket = caller.ask(caller.openThread(nullptr), caller::question(name));
    if (caller.await(ticket) != End::answer) fault("a call is answered");
    if (caller.lastFailed() != name) fault(name);
  }
  caller.end();
  settle();
}

}  // namespace

int main(int count, char** arguments) {
  const uint32_t rounds = count > 1 ? static_cast<uint32_t>(std::atoi(arguments[1])) : 10;
  plan.seed = count > 2 ? static_cast<uint32_t>(std::atoi(arguments[2])) : 1;
  const uint32_t first = plan.seed;
  dlls::isOld = first % 4 == 0;
  stopsBetweenTwoCalls();
  hasBounds();
  boundsChannels();
  readsAheadWithinBounds();
  hasNoThread();
  answersWithoutValues();
  callsWhatItSays();
  std::atomic<uint64_t> taken{0};
  for (uint32_t round = 0; round < rounds; ++round) {
    plan.seed = first + round;
    anyRound(taken);
  }
  if (rounds > 0 && taken == 0) fault("nothing was answered");
  std::printf("bridge: ok, %llu answers in %u rounds from seed %u\n", static_cast<unsigned long long>(taken.load()),
              rounds, first);
  return 0;
}
