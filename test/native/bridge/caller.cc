#include "caller.h"

#include <cstring>

#include "trouble.h"

namespace caller {
namespace {

using trouble::below;
using trouble::fault;

// The layout stands in native/bridge/pack.h.
constexpr uint32_t kLast = 0;
constexpr uint32_t kMore = 1;
constexpr uint32_t kNothing = 2;
constexpr uint32_t kMoved = 0xFFFFFFFF;
constexpr size_t kHeaderWords = 8;

/** What a question is called, the number that stands for it, and what is asked with it. */
struct Known {
  const char* name;
  uint32_t number;
  Question (*make)();
};

Question plain() { return {"", {}, {}}; }
Question session() { return {"", {below(100), 5}, {}}; }
Question processes() { return {"", {0xFFFFFFFE, 1, 0}, {}}; }
Question message() { return {"", {1, 0, 0, 1}, {u"title", u"text"}}; }
Question sids() { return {"", {1722}, {u"S-1-5-18", u"S-1-5-19", u"none"}}; }
Question names() { return {"", {1722, 53}, {u"CORP\\anna", u"CORP\\berta"}}; }
Question someDetails() { return details(below(10) == 0 ? 600 : below(8)); }

const Known kKnown[] = {
    {"sessions", 0, plain},      {"details", 1, someDetails}, {"queryRaw", 2, session}, {"processes", 3, processes},
    {"sendMessage", 4, message}, {"logoff", 5, session},      {"accountsOf", 6, sids},  {"sidsOf", 7, names},
    {"system", 8, plain},        {"version", 9, plain},
};

uint32_t numberOf(const char* name) {
  for (const Known& known : kKnown) {
    if (std::strcmp(known.name, name) == 0) return known.number;
  }
  fault("a question that is not known");
}

uint32_t word(const uint8_t* bytes, size_t at) {
  uint32_t value;
  std::memcpy(&value, bytes + at * 4, 4);
  return value;
}

/** Holds a pack to its own counts. */
void check(const uint8_t* bytes, size_t byteLength) {
  const size_t texts = word(bytes, 1);
  const size_t width = word(bytes, 2);
  const size_t ends = kHeaderWords + word(bytes, 3);
  if (width != 1 && width != 2) fault("a unit has one byte or two", static_cast<long>(width));
  if ((ends + texts) * 4 > byteLength) fault("a pack fits into the mailbox");
  size_t start = 0;
  for (size_t i = 0; i < texts; ++i) {
    const size_t end = word(bytes, ends + i);
    if (end < start) fault("the ends of texts go up");
    start = end;
  }
  if ((ends + texts) * 4 + start * width > byteLength) fault("the texts fit into the mailbox");
}

}  // namespace

Question question(const char* name) {
  for (const Known& known : kKnown) {
    if (std::strcmp(known.name, name) != 0) continue;
    Question made = known.make();
    made.name = known.name;
    return made;
  }
  fault("a question that is not known");
}

Question details(uint32_t ids) {
  // Two steps, the first with another class instead; a code after which the last alone is asked, and one for a class
  // that is not known.
  Question made = {"details", {2, 1, 1, 25, 24, 1, 10, 0xFFFFFFFF, 0, 7022, 87}, {}};
  for (uint32_t id = 0; id < ids; ++id) made.words.push_back(id);
  return made;
}

Question anyQuestion() { return question(kKnown[below(sizeof(kKnown) / sizeof(kKnown[0]))].name); }

Caller::Caller() {
  if (!environment_.has("ask")) return;
  for (int tries = 0; tries < 100 && mailbox_ == nullptr; ++tries) {
    node::Handle made = environment_.call("mailbox");
    if (made->bytes != nullptr) mailbox_ = made;
  }
  isReady_ = mailbox_ != nullptr && environment_.call("listen", {node::callback([this] { rung(); })})->boolean;
}

uint32_t Caller::openThread(const char16_t* host) {
  const node::Handle name = host == nullptr ? std::make_shared<node::Value>() : node::text(host);
  return static_cast<uint32_t>(environment_.call("openThread", {name, node::words({120, 127, 50})})->number);
}

uint32_t Caller::openWindow() { return static_cast<uint32_t>(environment_.call("openNoticeWindow")->number); }

uint32_t Caller::openWaiter() {
  return static_cast<uint32_t>(
      environment_.call("openEventWaiter", {node::text(u"rds01"), node::words({120, 127})})->number);
}

uint32_t Caller::askWith(uint32_t resident, uint32_t number, const std::vector<uint32_t>& words,
                         const std::vector<std::u16string>& texts) {
  const node::Handle result =
      environment_.call("ask", {node::number(resident), node::number(number), node::words(words), node::texts(texts)});
  const auto ticket = static_cast<uint32_t>(result->number);
  if (ticket != 0) pending_[ticket] = resident;
  return ticket;
}

uint32_t Caller::ask(uint32_t resident, const Question& question) {
  return askWith(resident, numberOf(question.name), question.words, question.texts);
}

uint32_t Caller::askWindow(uint32_t window, uint32_t question, const std::vector<uint32_t>& words) {
  return askWith(window, question, words, {});
}

uint32_t Caller::wait(uint32_t waiter) { return askWith(waiter, 0, {0x7FFFFFFF}, {}); }

bool Caller::writeOff(uint32_t resident) { return environment_.call("writeOff", {node::number(resident)})->boolean; }

void Caller::close(uint32_t resident) { environment_.call("close", {node::number(resident)}); }

void Caller::forsake(uint32_t resident) {
  close(resident);
  std::erase_if(pending_, [resident](const auto& each) { return each.second == resident; });
}

void Caller::askNow() {
  static const char* const numbers[] = {"activeConsoleSessionId", "currentSessionId", "lastInputAge"};
  static const char* const packs[] = {"remoteSigns", "sessionsSync", "counts"};
  environment_.call("fallBackOn", {node::words({120, 127})});
  environment_.call("sessionIdOf", {node::number(below(100))});
  environment_.call("keepAlive", {node::boolean(below(2) == 0)});
  environment_.call(numbers[below(3)]);
  environment_.call(packs[below(3)]);
  open();
}

std::optional<End> Caller::ended(uint32_t ticket) const {
  const auto found = ended_.find(ticket);
  return found == ended_.end() ? std::nullopt : std::optional<End>(found->second);
}

End Caller::await(uint32_t ticket) {
  for (int turns = 0; turns < 20'000; ++turns) {
    if (const std::optional<End> how = ended(ticket)) return *how;
    environment_.turn(1'000);
  }
  fault("a question ends");
}

std::vector<uint32_t> Caller::counts() {
  environment_.call("counts");
  std::vector<uint32_t> counts;
  if (open() != std::optional<uint32_t>(kLast)) return counts;
  const uint8_t* const bytes = mailbox_->bytes.get();
  for (uint32_t i = 0; i < word(bytes, 3); ++i) counts.push_back(word(bytes, kHeaderWords + i));
  return counts;
}

std::optional<uint32_t> Caller::open() {
  if (word(mailbox_->bytes.get(), 0) == kMoved) {
    const node::Handle moved = environment_.call("mailbox");
    if (moved->bytes == nullptr) return std::nullopt;
    mailbox_ = moved;
  }
  const uint8_t* const bytes = mailbox_->bytes.get();
  const uint32_t status = word(bytes, 0);
  if (status != kNothing) check(bytes, mailbox_->byteLength);
  return status;
}

void Caller::end(uint32_t ticket, End how) {
  if (pending_.erase(ticket) == 0) return;
  if (!ended_.emplace(ticket, how).second) fault("a question ends once");
}

void Caller::read(uint32_t ticket) {
  ++taken_;
  for (;;) {
    const std::optional<uint32_t> status = open();
    if (status == kNothing || !status) {
      environment_.call("drop", {node::number(ticket)});
      return end(ticket, End::nothing);
    }
    if (*status != kLast && *status != kMore) fault("a status that is none", *status);
    lastFirstWord_ = word(mailbox_->bytes.get(), kHeaderWords);
    lastWordCount_ = word(mailbox_->bytes.get(), 3);
    if (*status == kLast) return end(ticket, End::answer);
    if (below(10) == 0) {
      environment_.call("drop", {node::number(ticket)});
      return end(ticket, End::nothing);
    }
    if (!environment_.call("more", {node::number(ticket)})->boolean) return end(ticket, End::nothing);
  }
}

void Caller::rung() {
  if (isInside_) fault("rings do not nest");
  isInside_ = true;
  for (;;) {
    const auto ticket = static_cast<uint32_t>(environment_.call("takeAnswer")->number);
    if (ticket == 0) break;
    read(ticket);
  }
  while (static_cast<uint32_t>(environment_.call("takeNews")->number) != 0) open();
  isInside_ = false;
}

}  // namespace caller
