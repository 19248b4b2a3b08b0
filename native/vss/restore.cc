#include "bridge/facts.h"
#include "vss/given_component.h"
#include "vss/questions.h"

namespace winstation::vss {

namespace backup = windows::vssapi::backup;

void answerInitializeForRestore(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  windows::OwnedText document;
  Failure failure = document.copy(question.text(0), question.textLength(0));
  if (!failure) failure = backup::InitializeForRestore.call(requester.components(), *document.out());
  bridge::writeAnswer(answer.pack, failure);
}

void answerSelect(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments given(question);
  const GivenComponent component(given);
  const bool isSelected = given.word() != 0;
  bridge::writeAnswer(answer.pack,
                      backup::SetSelectedForRestore.call(requester.components(), component.writer, component.type,
                                                         component.path, component.name, isSelected));
}

void answerSetRestored(Requester& requester, const bridge::Question& question, bridge::Answer& answer) {
  bridge::Arguments given(question);
  const GivenComponent component(given);
  const uint32_t status = given.word();
  bridge::writeAnswer(answer.pack,
                      backup::SetFileRestoreStatus.call(requester.components(), component.writer, component.type,
                                                        component.path, component.name, status));
}

}  // namespace winstation::vss
