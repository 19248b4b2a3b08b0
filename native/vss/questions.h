#pragma once

#include "vss/requester.h"

/** What answers a question that is more than one method without arguments. `lib/vss/calls.ts` describes each. */
namespace winstation::vss {

void answerCreate(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerRelease(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSessionId(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerInitializeForBackup(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerEnableWriters(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerDisableWriters(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSetBackupState(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerAddComponent(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerStartSet(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerAddVolume(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerPrepare(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSnapshot(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSetSucceeded(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerDocument(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerComplete(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerAbort(Requester& requester, const bridge::Question& question, bridge::Answer& answer);

void answerMetadata(Requester& requester, const bridge::Question& question, bridge::Answer& answer);

void answerState(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerOlderState(Requester& requester, const bridge::Question& question, bridge::Answer& answer);

void answerInitializeForRestore(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSelect(Requester& requester, const bridge::Question& question, bridge::Answer& answer);
void answerSetRestored(Requester& requester, const bridge::Question& question, bridge::Answer& answer);

}  // namespace winstation::vss
