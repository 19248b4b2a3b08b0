#include "terminal/facts.h"
#include "terminal/fields.h"
#include "terminal/questions.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** How often a list that has grown is asked for again. */
constexpr uint32_t kMostRounds = 8;
/** More listeners than any machine has: a count beyond it is no count. */
constexpr uint32_t kMostListeners = 4096;

/** Names with room for as many as Windows has reported. */
class Names {
 public:
  uint32_t room() const { return static_cast<uint32_t>(names_.size()); }
  /** NULL while there is no room. */
  windows::WTSLISTENERNAMEW* begin() { return names_.size() == 0 ? nullptr : names_.data(); }

  void makeRoom(uint32_t count) {
    names_.clear();
    std::memset(names_.extend(count), 0, count * sizeof(windows::WTSLISTENERNAMEW));
  }

  void write(bridge::PackWriter& pack, uint32_t count) const {
    bridge::writeSuccess(pack);
    pack.word(count);
    for (uint32_t i = 0; i < count; ++i) field(pack, names_[i].name);
  }

 private:
  Array<windows::WTSLISTENERNAMEW> names_;
};

/** No self-relative descriptor is longer: its header, two SIDs, and two lists, whose lengths have 16 bits. */
constexpr size_t kMostDescriptorBytes = 20 + 2 * 68 + 2 * 65536;

}  // namespace

/**
 * A first call without room asks how many there are. Which result such a call has is not documented, so the count is
 * believed: more than there is room for means that it is to be asked again.
 */
void answerListeners(Server&, const bridge::Question&, bridge::Answer& answer) {
  Names names;
  Failure failure;
  for (uint32_t round = 0; round < kMostRounds && answer.isWanted(); ++round) {
    uint32_t count = names.room();
    failure = wts::WTSEnumerateListenersW.call(nullptr, nullptr, 0, names.begin(), &count);
    if (count > kMostListeners) failure = {wts::WTSEnumerateListenersW.name(), kInvalidData};
    const bool hasRoom = count <= names.room() || count > kMostListeners;
    if (hasRoom && !failure) return names.write(answer.pack, count);
    if (hasRoom) return bridge::writeFailure(answer.pack, failure);
    names.makeRoom(count);
  }
  bridge::writeFailure(answer.pack, {wts::WTSEnumerateListenersW.name(), kMoreData});
}

/** The parts; the listener. */
void answerListenerSecurity(Server&, const bridge::Question& question, bridge::Answer& answer) {
  Array<uint8_t> descriptor;
  std::memset(descriptor.extend(kMostDescriptorBytes), 0, kMostDescriptorBytes);
  uint32_t needed = 0;
  const auto room = static_cast<uint32_t>(descriptor.size());
  const Failure failure = wts::WTSGetListenerSecurityW.call(nullptr, nullptr, 0, question.text(0), question.words[0],
                                                            descriptor.data(), room, &needed);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  bridge::writeSuccess(answer.pack);
  // The length that was needed may not be reported when there was room enough. Readers ignore what follows.
  answer.pack.bytes(descriptor.data(), needed == 0 || needed > room ? room : needed);
}

bool isSetListenerSecurity(const bridge::Question& question) {
  return question.textCount() == 1 && question.words.size() > 2 &&
         question.words[1] <= (question.words.size() - 2) * sizeof(uint32_t);
}

/** The parts, the count of bytes, and the descriptor; the listener. */
void answerSetListenerSecurity(Server&, const bridge::Question& question, bridge::Answer& answer) {
  const Failure failure =
      wts::WTSSetListenerSecurityW.call(nullptr, nullptr, 0, question.text(0), question.words[0], &question.words[2]);
  bridge::writeAnswer(answer.pack, failure);
}

}  // namespace winstation::terminal
