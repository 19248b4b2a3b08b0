#include "terminal/facts.h"
#include "terminal/info.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

// A session brings a dozen objects, so fewer of them make a pack.
constexpr uint32_t kSessionsPerPack = 250;

constexpr uint32_t kNoClass = 0xFFFFFFFF;

struct Step {
  uint32_t infoClass;
  uint32_t instead;
  bool required;
};

/** The count of steps, three words for each, then the ids. `isComplete` has seen that they are there. */
class Steps {
 public:
  explicit Steps(const bridge::Question& question) : words_(question.words), count_(words_[0]) {}

  uint32_t count() const { return count_; }
  Step operator[](uint32_t i) const {
    const uint32_t* const word = &words_[1 + size_t{3} * i];
    return {word[0], word[1], word[2] != 0};
  }
  uint32_t idCount() const { return static_cast<uint32_t>(words_.size() - 1 - size_t{3} * count_); }
  uint32_t id(uint32_t i) const { return words_[1 + size_t{3} * count_ + i]; }

 private:
  const bridge::Array<uint32_t>& words_;
  const uint32_t count_;
};

/** One call: the class, then its answer. What failed, if so. */
windows::Failure ask(HANDLE server, uint32_t id, uint32_t infoClass, bridge::PackWriter& pack) {
  pack.word(infoClass);
  const void* buffer = nullptr;
  uint32_t byteLength = 0;
  windows::Failure failure =
      wts::WTSQuerySessionInformationW.call(server, id, static_cast<int32_t>(infoClass), &buffer, &byteLength);
  const windows::WtsMemory owned(failure ? nullptr : buffer);
  if (!failure) {
    const size_t success = pack.later();
    pack.set(success, 1);
    if (writeInfo(pack, infoClass, buffer, byteLength)) return {};
    pack.takeBack(success);
    failure = {wts::WTSQuerySessionInformationW.name(), windows::kInvalidData};
  }
  writeFailure(pack, failure);
  return failure;
}

void askAll(HANDLE server, const Server& settings, uint32_t id, const Steps& steps, bridge::PackWriter& pack) {
  const size_t answered = pack.later();
  uint32_t answers = 0;
  for (uint32_t i = 0; i < steps.count(); ++i) {
    const Step step = steps[i];
    windows::Failure failure = ask(server, id, step.infoClass, pack);
    ++answers;
    if (failure && step.instead != kNoClass && isFallback(settings.fallbackOn(), failure.code)) {
      failure = ask(server, id, step.instead, pack);
      ++answers;
    }
    if (failure && step.required) break;
  }
  pack.set(answered, answers);
}

/** What could not be asked fails as its first step would have. */
void failAll(const windows::Failure& failure, const Steps& steps, bridge::PackWriter& pack) {
  pack.word(steps.count() == 0 ? uint32_t{0} : uint32_t{1});
  if (steps.count() == 0) return;
  pack.word(steps[0].infoClass);
  writeFailure(pack, failure);
}

}  // namespace

void answerDetails(Server& server, const windows::Failure& failed, const bridge::Question& question,
                   bridge::Answer& answer) {
  const Steps steps(question);
  HANDLE handle = nullptr;
  windows::Failure failure = failed;
  if (!failure) failure = server.open(&handle);
  answer.rows(steps.idCount(), kSessionsPerPack, [&](bridge::PackWriter& pack, uint32_t i) {
    pack.word(steps.id(i));
    if (failure) {
      failAll(failure, steps, pack);
    } else {
      askAll(handle, server, steps.id(i), steps, pack);
    }
  });
}

void answerQueryRaw(Server& server, const windows::Failure& failed, const bridge::Question& question,
                    bridge::Answer& answer) {
  HANDLE handle = nullptr;
  windows::Failure failure = failed;
  if (!failure) failure = server.open(&handle);
  if (failure) return writeFailure(answer.pack, failure);
  const void* buffer = nullptr;
  uint32_t byteLength = 0;
  failure = wts::WTSQuerySessionInformationW.call(handle, question.words[0], static_cast<int32_t>(question.words[1]),
                                                  &buffer, &byteLength);
  const windows::WtsMemory owned(failure ? nullptr : buffer);
  if (!failure && buffer == nullptr) failure = {wts::WTSQuerySessionInformationW.name(), windows::kInvalidData};
  if (failure) return writeFailure(answer.pack, failure);
  writeSuccess(answer.pack);
  answer.pack.bytes(buffer, byteLength);
}

}  // namespace winstation::terminal
