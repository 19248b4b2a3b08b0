#include "bridge/calls.h"

#include "bridge/part.h"

namespace winstation::bridge {
namespace {

/** Whether a text that ends with a NUL is this name. */
bool isAscii(const Text& text, const char* name) {
  size_t at = 0;
  while (at < text.size() && name[at] != 0 && text[at] == static_cast<unsigned char>(name[at])) ++at;
  return at + 1 == text.size() && name[at] == 0;
}

}  // namespace

napi_value mailbox(Environment& environment) { return environment.mailbox.value(environment.env); }

bool listen(Environment& environment, napi_value ring) { return environment.listen(ring); }

void keepAlive(Environment& environment, bool alive) { environment.doorbell->ref(environment.env, alive); }

uint32_t openCallThread(Environment& environment, HostName&& domain) {
  for (const Part* const part : environment.parts) {
    for (const CallThreads& each : part->threads) {
      if (isAscii(domain.text, each.domain)) return each.open(environment);
    }
  }
  return 0;
}

uint32_t ask(Environment& environment, uint32_t id, uint32_t kind, Array<uint32_t>&& words, Texts&& texts) {
  Resident* const resident = environment.resident(id);
  if (resident == nullptr) return 0;
  Owned<Question> question(make<Question>(kind, std::move(words), std::move(texts)));
  if (!resident->isComplete(*question)) return 0;
  const uint32_t ticket = environment.nextTicket();
  question->ticket = ticket;
  return resident->ask(std::move(question)) ? ticket : 0;
}

void stop(Environment& environment, uint32_t id) {
  if (Resident* const resident = environment.resident(id)) resident->stop();
}

bool writeOff(Environment& environment, uint32_t id) {
  Resident* const resident = environment.resident(id);
  if (resident != nullptr && !resident->writeOff()) return false;
  environment.close(id);
  return true;
}

void flush(Environment& environment, uint32_t id) {
  if (Resident* const resident = environment.resident(id)) resident->flush();
}

void close(Environment& environment, uint32_t id) { environment.close(id); }

uint32_t takeAnswer(Environment& environment) { return environment.takeAnswer(); }

uint32_t takeNews(Environment& environment) { return environment.takeNews(); }

bool more(Environment& environment, uint32_t ticket) { return environment.more(ticket); }

void drop(Environment& environment, uint32_t ticket) { environment.drop(ticket); }

// For each kind of number its name, the count, and the names. The count of all comes first.
void names(Environment& environment) {
  PackWriter& pack = environment.writer;
  pack.clear();
  const size_t counted = pack.later();
  uint32_t count = 0;
  for (const Part* const part : environment.parts) {
    for (const Names* const each : part->names) {
      pack.ascii(each->of);
      pack.word(static_cast<uint32_t>(each->names.size()));
      for (const char* const name : each->names) pack.ascii(name);
      ++count;
    }
  }
  pack.set(counted, count);
  environment.post();
}

// For each counter its name and its value. Their count comes first.
void counts(Environment& environment) {
  PackWriter& pack = environment.writer;
  pack.clear();
  const size_t counted = pack.later();
  uint32_t count = 0;
  for (const Part* const part : environment.parts) {
    for (const Counted& each : part->counted) {
      pack.ascii(each.name);
      pack.word(each.counter->value());
      ++count;
    }
  }
  pack.set(counted, count);
  environment.post();
}

}  // namespace winstation::bridge
