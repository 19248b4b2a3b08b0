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
  bool mayBeUnknown;
};

/**
 * Three counts: of steps, of codes after which only the last step is asked, and of codes that say that a class is not
 * known. Then the steps, three words for each, the codes, and the ids. `isComplete` has seen that they are there.
 */
class Steps {
 public:
  explicit Steps(const bridge::Question& question)
      : words_(question.words), count_(words_[0]), skipCount_(words_[1]), unknownCount_(words_[2]) {}

  uint32_t count() const { return count_; }
  Step operator[](uint32_t i) const {
    const uint32_t* const word = &words_[kCounts + size_t{3} * i];
    return {word[0], word[1], word[2] != 0};
  }
  bool skipsAfter(uint32_t code) const { return contains(skipStart(), skipCount_, code); }
  bool isUnknown(uint32_t code) const { return contains(skipStart() + skipCount_, unknownCount_, code); }
  uint32_t idCount() const { return static_cast<uint32_t>(words_.size() - idStart()); }
  uint32_t id(uint32_t i) const { return words_[idStart() + i]; }

 private:
  static constexpr size_t kCounts = 3;

  size_t skipStart() const { return kCounts + size_t{3} * count_; }
  size_t idStart() const { return skipStart() + skipCount_ + unknownCount_; }
  bool contains(size_t start, uint32_t count, uint32_t code) const {
    for (size_t i = 0; i < count; ++i) {
      if (words_[start + i] == code) return true;
    }
    return false;
  }

  const Words words_;
  const uint32_t count_;
  const uint32_t skipCount_;
  const uint32_t unknownCount_;
};

/** One call: the class, then its answer. What failed, if so. */
Failure ask(HANDLE server, uint32_t id, uint32_t infoClass, bridge::PackWriter& pack) {
  pack.word(infoClass);
  const void* buffer = nullptr;
  ByteLength length{};
  Failure failure =
      wts::WTSQuerySessionInformationW.call(server, id, static_cast<int32_t>(infoClass), &buffer, &length);
  const wts::Memory owned(failure ? nullptr : buffer);
  if (!failure) {
    const size_t success = pack.later();
    pack.set(success, 1);
    if (writeInfo(pack, infoClass, buffer, static_cast<uint32_t>(length))) return {};
    pack.takeBack(success);
    failure = {wts::WTSQuerySessionInformationW.name(), kInvalidData};
  }
  bridge::writeFailure(pack, failure);
  return failure;
}

/** The steps of all sessions, with what the sessions before have said of them. */
class Asking {
 public:
  Asking(const Server& server, const Steps& steps, const bridge::Answer& answer)
      : server_(server), steps_(steps), answer_(answer) {
    unknown_.extend(steps.count());
    for (uint32_t i = 0; i < steps.count(); ++i) unknown_[i] = 0;
  }

  void askAll(uint32_t id, bridge::PackWriter& pack) {
    const size_t answered = pack.later();
    uint32_t answers = 0;
    bool skips = false;
    for (uint32_t i = 0; i < steps_.count() && answer_.isWanted(); ++i) {
      const bool isLast = i + 1 == steps_.count();
      if ((skips && !isLast) || unknown_[i] != 0) continue;
      const Step step = steps_[i];
      Failure failure = ask(server_.handle(), id, step.infoClass, pack);
      ++answers;
      if (failure && step.instead != kNoClass && isFallback(server_.fallbackOn(), failure, answer_)) {
        failure = ask(server_.handle(), id, step.instead, pack);
        ++answers;
      }
      if (!failure) continue;
      if (step.mayBeUnknown && steps_.isUnknown(failure.code)) unknown_[i] = 1;
      skips = skips || steps_.skipsAfter(failure.code);
    }
    pack.set(answered, answers);
  }

 private:
  const Server& server_;
  const Steps& steps_;
  const bridge::Answer& answer_;
  Array<uint8_t> unknown_;
};

/** What could not be asked fails as its last step would have. */
void failAll(const Failure& failure, const Steps& steps, bridge::PackWriter& pack) {
  pack.word(steps.count() == 0 ? uint32_t{0} : uint32_t{1});
  if (steps.count() == 0) return;
  pack.word(steps[steps.count() - 1].infoClass);
  bridge::writeFailure(pack, failure);
}

}  // namespace

bool hasDetailWords(const bridge::Question& question) {
  const Array<uint32_t>& words = question.words;
  if (words.size() < 3) return false;
  // Counts may be anything: in 64 bits their sum does not wrap.
  return uint64_t{3} * words[0] + words[1] + words[2] <= words.size() - 3;
}

void answerDetails(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  const Steps steps(question);
  Asking asking(server, steps, answer);
  answer.rows(steps.idCount(), kSessionsPerPack, [&](bridge::PackWriter& pack, uint32_t i) {
    pack.word(steps.id(i));
    asking.askAll(steps.id(i), pack);
  });
}

void failDetails(const bridge::Question& question, const Failure& failure, bridge::Answer& answer) {
  const Steps steps(question);
  answer.rows(steps.idCount(), kSessionsPerPack, [&](bridge::PackWriter& pack, uint32_t i) {
    pack.word(steps.id(i));
    failAll(failure, steps, pack);
  });
}

}  // namespace winstation::terminal
