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
void answerSessions(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerNegotiated(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerDevices(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerMappings(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerTargets(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerTargetPortals(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerPortals(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerSavedLogins(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerAddPortal(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerRefreshPortal(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerRemovePortal(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerLogin(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerLogout(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerAddConnection(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerRemoveConnection(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerRemoveSaved(Nothing&, const bridge::Question& question, bridge::Answer& answer);
void answerSetSecret(Nothing&, const bridge::Question& question, bridge::Answer& answer);

}  // namespace winstation::iscsi
