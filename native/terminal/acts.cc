#include "terminal/facts.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

/** Windows wants the length of a text in bytes, without its NUL. */
uint32_t byteLength(const bridge::Question& question, size_t text) {
  return static_cast<uint32_t>(question.textLength(text) * sizeof(char16_t));
}

}  // namespace

void answerSendMessage(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  const uint32_t* const words = question.words.data();
  uint32_t response = 0;
  const Failure failure =
      wts::WTSSendMessageW.call(server.handle(), words[0], question.text(0), byteLength(question, 0), question.text(1),
                                byteLength(question, 1), words[1], words[2], &response, words[3] == 0 ? FALSE : TRUE);
  writeAnswer(answer.pack, failure, response);
}

void answerLogoff(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  const Failure failure =
      wts::WTSLogoffSession.call(server.handle(), question.words[0], question.words[1] == 0 ? FALSE : TRUE);
  writeAnswer(answer.pack, failure);
}

}  // namespace winstation::terminal
