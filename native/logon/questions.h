#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"

/** What answers the questions about logons. `lib/logon/calls.ts` describes each. */
namespace winstation::logon {

/** A thread keeps nothing: no call of this domain is made on anything. */
struct Nothing {};

void answerLogons(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerLogon(Nothing&, const bridge::Question& question, bridge::Answer& answer);

}  // namespace winstation::logon
