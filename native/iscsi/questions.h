#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"

/** What answers a question that is more than its arguments and plain outputs. `lib/iscsi/calls.ts` describes each. */
namespace winstation::iscsi {

/** A thread keeps nothing: no call of this domain is made on anything. */
struct Nothing {};

void answerNodeName(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerInitiators(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerVersion(Nothing&, const bridge::Question& question, bridge::Answer& answer);

}  // namespace winstation::iscsi
