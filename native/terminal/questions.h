#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"
#include "terminal/server.h"

/** The composed questions of `handlers.cc`. Words and texts are as `lib/native/terminal/thread.ts` sends them. */
namespace winstation::terminal {

/**
 * Answer a question. Those that ask a server find it open. Each looks at `Answer::isWanted` between two raw calls, and
 * ends with what there is when nobody waits any more.
 */
void answerSessions(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerDetails(Server& server, const bridge::Question& question, bridge::Answer& answer);
/** Whether the words of `answerDetails` are there. */
bool hasDetailWords(const bridge::Question& question);
void answerProcesses(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerAccountsOf(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerSidsOf(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerSystem(Server& server, const bridge::Question& question, bridge::Answer& answer);
bool isUserConfig(const bridge::Question& question);
void answerUserConfig(Server& server, const bridge::Question& question, bridge::Answer& answer);
bool isSetUserConfig(const bridge::Question& question);
void answerSetUserConfig(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerListeners(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerListenerSecurity(Server& server, const bridge::Question& question, bridge::Answer& answer);
bool isSetListenerSecurity(const bridge::Question& question);
void answerSetListenerSecurity(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerVersion(Server& server, const bridge::Question& question, bridge::Answer& answer);
/** Whether the words of `answerToken` are there: whose it is, the id, and the classes. */
bool hasTokenWords(const bridge::Question& question);
void answerToken(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerPrivilege(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerRegistryValue(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerSetRegistryValue(Server& server, const bridge::Question& question, bridge::Answer& answer);
void answerProcessStart(Server& server, const bridge::Question& question, bridge::Answer& answer);

// Write the answer of a question that could not be put to Windows, in the form in which its answer stands.

void failSessions(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
void failDetails(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
void failProcesses(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
void failSystem(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
void failToken(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
/** An answer for each text. */
void failEach(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);

}  // namespace winstation::terminal
