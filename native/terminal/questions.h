#pragma once

#include "bridge/answer.h"
#include "bridge/question.h"
#include "terminal/server.h"

/** The questions that a thread answers. Words and texts are as `lib/native/terminal.ts` sends them. */
namespace winstation::terminal {

/** The numbers are those of `QUESTION` in `lib/native/addon-types.ts`. */
enum class Kind : uint32_t {
  sessions = 0,
  details = 1,
  queryRaw = 2,
  processes = 3,
  sendMessage = 4,
  logoff = 5,
  accountsOf = 6,
  sidsOf = 7,
  system = 8,
  version = 9,
};

/** `failed`, where given, is why the question can't be put to Windows at all: it becomes the answer. */
void answerSessions(Server& server, const windows::Failure& failed, bridge::Answer& answer);
void answerDetails(Server& server, const windows::Failure& failed, const bridge::Question& question,
                   bridge::Answer& answer);
/** Whether the words of `answerDetails` are there. */
bool hasDetailWords(const bridge::Question& question);
void answerQueryRaw(Server& server, const windows::Failure& failed, const bridge::Question& question,
                    bridge::Answer& answer);
void answerProcesses(Server& server, const windows::Failure& failed, const bridge::Question& question,
                     bridge::Answer& answer);
void answerSendMessage(Server& server, const windows::Failure& failed, const bridge::Question& question,
                       bridge::Answer& answer);
void answerLogoff(Server& server, const windows::Failure& failed, const bridge::Question& question,
                  bridge::Answer& answer);
void answerAccountsOf(const Server& server, const windows::Failure& failed, const bridge::Question& question,
                      bridge::Answer& answer);
void answerSidsOf(const Server& server, const windows::Failure& failed, const bridge::Question& question,
                  bridge::Answer& answer);
void answerSystem(const windows::Failure& failed, bridge::Answer& answer);
void answerVersion(const Server& server, const windows::Failure& failed, bridge::Answer& answer);

/** The listing itself, for any thread. */
void listSessions(HANDLE server, const bridge::Array<uint32_t>& fallbackOn, bridge::Answer& answer);

}  // namespace winstation::terminal
