#include "bridge/facts.h"
#include "vss/guids.h"
#include "vss/questions.h"

namespace winstation::vss {
namespace {

namespace vssapi = windows::vssapi;
using windows::OwnedText;

/** What both calls say of a writer. */
struct State {
  Guid instance = {};
  Guid writer = {};
  OwnedText name;
  uint32_t state = 0;
  uint32_t failure = 0;

  void write(bridge::PackWriter& pack) const {
    writeGuid(pack, instance);
    writeGuid(pack, writer);
    pack.text(name.get());
    pack.word(state);
    pack.word(failure);
  }
};

}  // namespace

void answerState(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  const auto& method = vssapi::backup_ex3::GetWriterStatusEx;
  State it;
  uint32_t applicationCode = 0;
  OwnedText message;
  windows::Reference newer;
  Failure failure = windows::queryInterface(method.name(), requester.components(), vssapi::backup_ex3::kId, newer);
  if (!failure) {
    failure = method.call(newer.get(), question.words[0], &it.instance, &it.writer, it.name.out(), &it.state,
                          &it.failure, &applicationCode, message.out());
  }
  bridge::writeAnswer(answer.pack, failure);
  if (failure) return;
  it.write(answer.pack);
  answer.pack.word(applicationCode);
  answer.pack.text(message.get());
}

void answerOlderState(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  State it;
  const Failure failure = vssapi::backup::GetWriterStatus.call(requester.components(), question.words[0], &it.instance,
                                                               &it.writer, it.name.out(), &it.state, &it.failure);
  bridge::writeAnswer(answer.pack, failure);
  if (!failure) it.write(answer.pack);
}

}  // namespace winstation::vss
