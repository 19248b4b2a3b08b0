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

/** What a question is called, and what is asked with it. */
struct Known {
  const char* name;
  Question (*make)();
};

Question plain() { return {"", {}, {}}; }
Question session() { return {"", {below(100), 5}, {}}; }
Question logoff() { return {"", {below(100), 1}, {}}; }
Question processes() { return {"", {0xFFFFFFFE, 1, 0}, {}}; }
Question message() { return {"", {1, 0, 0, 1}, {u"title", u"text"}}; }
Question sids() { return {"", {1722}, {u"S-1-5-18", u"S-1-5-19", u"none"}}; }
Question names() { return {"", {1722, 53}, {u"CORP\\anna", u"CORP\\berta"}}; }
Question someDetails() { return details(below(10) == 0 ? 600 : below(8)); }

const Known kKnown[] = {
    {"sessions", plain},
    {"details", someDetails},
    {"queryRaw", session},
    {"processes", processes},
    {"WTSSendMessageW", message},
    {"WTSLogoffSession", logoff},
    {"accountsOf", sids},
    {"sidsOf", names},
    {"system", plain},
    {"version", plain},
};

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

/** A text of a pack in latin1. */
std::string textAt(const uint8_t* bytes, uint32_t index) {
  const size_t ends = kHeaderWords + word(bytes, 3);
  if (word(bytes, 2) != 1 || index == 0 || index > word(bytes, 1)) fault("a name is a text in latin1");
  const size_t start = index == 1 ? 0 : word(bytes, ends + index - 2);
  const auto* const units = reinterpret_cast<const char*>(bytes + (ends + word(bytes, 1)) * 4);
  return std::string(units + start, units + word(bytes, ends + index - 1));
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
  for (int tries = 0; tries < 100 && mailbox_ != nullptr && numbers_.empty(); ++tries) readNames();
  isReady_ = !numbers_.empty() && environment_.call("listen", {node::callback([this] { rung(); })})->boolean;
}

void Caller::readNames() {
  environment_.call("names");
  if (open() != std::optional<uint32_t>(kLast)) return;
  const uint8_t* const bytes = mailbox_->bytes.get();
  size_t at = kHeaderWords;
  for (uint32_t kinds = word(bytes, at++); kinds > 0; --kinds) {
    const std::string of = textAt(bytes, word(bytes, at++));
    const uint32_t count = word(bytes, at++);
    for (uint32_t i = 0; i < count; ++i) numbers_[of + ' ' + textAt(bytes, word(bytes, at++))] = i;
  }
  if (at != kHeaderWords + word(bytes, 3)) fault("the names are all of the pack");
}

uint32_t Caller::numberOf(const char* of, const char* name) const {
  const auto found = numbers_.find(std::string(of) + ' ' + name);
  if (found == numbers_.end()) fault(name);
  return found->second;
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

uint32_t Caller::openChannel() { return static_cast<uint32_t>(environment_.call("openChannel")->number); }

uint32_t Caller::askWith(uint32_t resident, uint32_t number, const std::vector<uint32_t>& words,
                         const std::vector<std::u16string>& texts) {
  const node::Handle result =
      environment_.call("ask", {node::number(resident), node::number(number), node::words(words), node::texts(texts)});
  const auto ticket = static_cast<uint32_t>(result->number);
  if (ticket != 0) pending_[ticket] = resident;
  return ticket;
}

uint32_t Caller::ask(uint32_t resident, const Question& question) {
  return askWith(resident, numberOf("terminal.thread", question.name), question.words, question.texts);
}

uint32_t Caller::askWindow(uint32_t window, const char* question, const std::vector<uint32_t>& words) {
  return askWith(window, numberOf("terminal.window", question), words, {});
}

uint32_t Caller::wait(uint32_t waiter) {
  return askWith(waiter, numberOf("terminal.waiter", "WTSWaitSystemEvent"), {0x7FFFFFFF}, {});
}

uint32_t Caller::askChannel(uint32_t channel, const char* question, uint32_t bytes) {
  const uint32_t number = numberOf("terminal.channel", question);
  if (std::strcmp(question, "open") == 0) return askWith(channel, number, {9, 1}, {u"ECHO"});
  if (std::strcmp(question, "write") != 0) return askWith(channel, number, {}, {});
  std::vector<uint32_t> words(1 + (bytes + 3) / 4, 0x2A2A2A2A);
  words[0] = bytes;
  return askWith(channel, number, words, {});
}

bool Caller::writeOff(uint32_t resident) { return environment_.call("writeOff", {node::number(resident)})->boolean; }

void Caller::close(uint32_t resident) { environment_.call("close", {node::number(resident)}); }

void Caller::forsake(uint32_t resident) {
  close(resident);
  std::erase_if(pending_, [resident](const auto& each) { return each.second == resident; });
}

void Caller::askNow() {
  static const char* const numbers[] = {"activeConsoleSessionId", "currentSessionId", "lastInputAge"};
  static const char* const packs[] = {"remoteSigns", "counts"};
  environment_.call("sessionIdOf", {node::number(below(100))});
  environment_.call("keepAlive", {node::boolean(below(2) == 0)});
  environment_.call(numbers[below(3)]);
  if (below(3) == 0) {
    environment_.call(below(2) == 0 ? "sessionsSync" : "olderSessionsSync");
  } else {
    environment_.call(packs[below(2)]);
  }
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

std::map<std::string, int32_t> Caller::counts() {
  environment_.call("counts");
  std::map<std::string, int32_t> counts;
  if (open() != std::optional<uint32_t>(kLast)) fault("there are counts");
  const uint8_t* const bytes = mailbox_->bytes.get();
  size_t at = kHeaderWords;
  for (uint32_t left = word(bytes, at++); left > 0; --left, at += 2) {
    counts[textAt(bytes, word(bytes, at))] += static_cast<int32_t>(word(bytes, at + 1));
  }
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
    if (lastFirstWord_ == 0 && lastWordCount_ == 3) {
      lastFailed_ = textAt(mailbox_->bytes.get(), word(mailbox_->bytes.get(), kHeaderWords + 1));
    }
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
