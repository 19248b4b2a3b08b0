#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"

/** What answers the questions about desktops. `lib/desktop/calls.ts` describes each. */
namespace winstation::desktop {

/** A thread keeps nothing: what a question opens, it closes. */
struct Nothing {};

void answerStations(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerOwnStation(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerStation(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerDesktop(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerInputDesktop(Nothing&, const bridge::Question& question, bridge::Answer& answer);

/** At once, into the mailbox. `words`: the id, the window, the type and the rectangle. */
void setRenderHint(bridge::PackWriter& pack, Array<uint32_t> words);

}  // namespace winstation::desktop
