#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"
#include "moniker/holder.h"

/** What answers the questions about monikers. `lib/moniker/calls.ts` describes each. */
namespace winstation::moniker {

void answerKey(Holder&, const bridge::Question& question, bridge::Answer& answer);
void answerEntry(Holder& holder, const bridge::Question& question, bridge::Answer& answer);
void answerObject(Holder& holder, const bridge::Question& question, bridge::Answer& answer);
void answerRelease(Holder& holder, const bridge::Question& question, bridge::Answer& answer);

}  // namespace winstation::moniker
