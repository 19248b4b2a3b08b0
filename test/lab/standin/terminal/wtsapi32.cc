// The stand-in for wtsapi32.dll: it translates between Windows' structures and the wire, and knows no rules.
#include "export.h"
#include "handles.h"
#include "question.h"
#include "snapshot.h"
#include "terminal/info.h"
#include "terminal/objects.h"
#include "terminal/owners.h"
#include "terminal/rows.h"

namespace {

using lab::Answer;
using lab::Built;
using lab::LastErrorKeeper;
using lab::onMachine;
using lab::onServer;
using lab::Owner;
using lab::Question;
using lab::Rows;

template <class Row>
BOOL rows(Question& question, Rows kind, Owner owner, Row** out, DWORD* count) {
  const auto build = [kind](const Answer& answer) { return lab::buildRows(kind, answer); };
  if (const auto* ready = lab::frozenAs<Built>(question, build)) {
    *out = static_cast<Row*>(ready->data);
    *count = ready->count;
    return TRUE;
  }
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  const Built built = build(answer);
  if (built.data != nullptr) lab::given(built.data, owner, built.count);
  *out = static_cast<Row*>(built.data);
  *count = built.count;
  return TRUE;
}

BOOL answersFlag(Question&& question, BOOL* out) {
  if (question.misused(out == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  *out = answer.value().flag() ? TRUE : FALSE;
  return TRUE;
}

HANDLE open(const wchar_t* name, std::string_view call) {
  if (name == nullptr) return nullptr;  // WTS_CURRENT_SERVER
  Question question = lab::onHost(name, call);
  return question.text("name", name).succeeds() ? lab::openHandle(name) : nullptr;
}

}  // namespace

STANDIN_LATER_EXPORT(HANDLE, WTSOpenServerExW)(wchar_t* name) { return open(name, __func__); }

STANDIN_EXPORT(HANDLE, WTSOpenServerW)(wchar_t* name) { return open(name, __func__); }

STANDIN_EXPORT(void, WTSCloseServer)(HANDLE server) {
  const LastErrorKeeper error;
  if (server != nullptr) onServer(server, __func__).ask();
  lab::closeHandle(server);
}

STANDIN_LATER_EXPORT(BOOL, WTSEnumerateSessionsExW)
(HANDLE server, DWORD* level, DWORD filter, void** sessions, DWORD* count) {
  Question question = onServer(server, __func__);
  const bool wrong = level == nullptr || filter != 0 || sessions == nullptr || count == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  return rows(question.u32("level", *level), Rows::sessions1, Owner::sessions1, sessions, count);
}

STANDIN_EXPORT(BOOL, WTSEnumerateSessionsW)
(HANDLE server, DWORD reserved, DWORD version, void** sessions, DWORD* count) {
  Question question = onServer(server, __func__);
  const bool wrong = reserved != 0 || version != 1 || sessions == nullptr || count == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  return rows(question, Rows::sessions, Owner::memory, sessions, count);
}

STANDIN_EXPORT(BOOL, WTSQuerySessionInformationW)
(HANDLE server, DWORD sessionId, DWORD infoClass, wchar_t** buffer, DWORD* bytes) {
  Question question = onServer(server, __func__);
  if (question.misused(buffer == nullptr || bytes == nullptr)) return question.fail(ERROR_INVALID_USER_BUFFER);
  question.u32("sessionId", sessionId).u32("infoClass", infoClass);
  const auto build = [infoClass](const Answer& answer) { return lab::buildInfo(infoClass, answer); };
  Built built;
  if (const auto* ready = lab::frozenAs<Built>(question, build)) {
    built = *ready;
  } else {
    const Answer answer = question.ask();
    if (!answer.ok) return question.fail(answer.code);
    built = build(answer);
    if (built.data != nullptr) lab::given(built.data, Owner::memory, 0);
  }
  *buffer = static_cast<wchar_t*>(built.data);
  *bytes = built.bytes;
  return TRUE;
}

STANDIN_LATER_EXPORT(BOOL, WTSEnumerateProcessesExW)
(HANDLE server, DWORD* level, DWORD sessionId, wchar_t** processes, DWORD* count) {
  Question question = onServer(server, __func__);
  const bool wrong = level == nullptr || processes == nullptr || count == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const bool full = *level == 1;
  return rows(question.u32("level", *level).u32("sessionId", sessionId), full ? Rows::processes1 : Rows::processes,
              full ? Owner::processes1 : Owner::processes0, processes, count);
}

STANDIN_EXPORT(BOOL, WTSEnumerateProcessesW)
(HANDLE server, DWORD reserved, DWORD version, void** processes, DWORD* count) {
  Question question = onServer(server, __func__);
  const bool wrong = reserved != 0 || version != 1 || processes == nullptr || count == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  return rows(question, Rows::processes, Owner::memory, processes, count);
}

// The lengths are bytes and the texts need no NUL: only what the lengths cover is read.
STANDIN_EXPORT(BOOL, WTSSendMessageW)
(HANDLE server, DWORD sessionId, wchar_t* title, DWORD titleBytes, wchar_t* text, DWORD textBytes, DWORD style,
 DWORD timeoutSeconds, DWORD* response, BOOL wait) {
  Question question = onServer(server, __func__);
  const bool wrong = title == nullptr || text == nullptr || response == nullptr || titleBytes % sizeof(wchar_t) != 0 ||
                     textBytes % sizeof(wchar_t) != 0;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  question.u32("sessionId", sessionId).u32("style", style).u32("timeoutSeconds", timeoutSeconds).flag("wait", wait);
  question.text("title", title, titleBytes / sizeof(wchar_t)).text("text", text, textBytes / sizeof(wchar_t));
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  *response = answer.value().u32();
  return TRUE;
}

STANDIN_EXPORT(BOOL, WTSDisconnectSession)(HANDLE server, DWORD sessionId, BOOL wait) {
  return onServer(server, __func__).u32("sessionId", sessionId).flag("wait", wait).succeeds();
}

STANDIN_EXPORT(BOOL, WTSQueryUserToken)(ULONG sessionId, HANDLE* token) {
  Question question = lab::onMachine(__func__);
  if (question.misused(token == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.u32("sessionId", sessionId).ask();
  if (!answer.ok) return question.fail(answer.code);
  *token = lab::openObject(answer.value().u32());
  return TRUE;
}

STANDIN_EXPORT(BOOL, WTSLogoffSession)(HANDLE server, DWORD sessionId, BOOL wait) {
  return onServer(server, __func__).u32("sessionId", sessionId).flag("wait", wait).succeeds();
}

// The one session to be shown, the one whose terminal is taken; a password that is never NULL.
STANDIN_EXPORT(BOOL, WTSConnectSessionW)(ULONG logonId, ULONG targetLogonId, wchar_t* password, BOOL wait) {
  Question question = onMachine(__func__);
  const bool bothCurrent = logonId == 0xFFFFFFFF && targetLogonId == 0xFFFFFFFF;
  if (question.misused(password == nullptr || bothCurrent)) return question.fail(ERROR_INVALID_PARAMETER);
  question.u32("sessionId", logonId).u32("targetSessionId", targetLogonId).text("password", password);
  return question.flag("wait", wait).succeeds();
}

STANDIN_EXPORT(BOOL, WTSTerminateProcess)(HANDLE server, DWORD processId, DWORD exitCode) {
  return onServer(server, __func__).u32("pid", processId).u32("exitCode", exitCode).succeeds();
}

STANDIN_EXPORT(BOOL, WTSShutdownSystem)(HANDLE server, DWORD flag) {
  return onServer(server, __func__).u32("how", flag).succeeds();
}

STANDIN_LATER_EXPORT(BOOL, WTSActiveSessionExists)(BOOL* exists) { return answersFlag(onMachine(__func__), exists); }

STANDIN_LATER_EXPORT(BOOL, WTSIsChildSessionsEnabled)(BOOL* enabled) {
  return answersFlag(onMachine(__func__), enabled);
}

STANDIN_LATER_EXPORT(BOOL, WTSEnableChildSessions)(BOOL enable) {
  return onMachine(__func__).flag("enable", enable).succeeds();
}

STANDIN_LATER_EXPORT(BOOL, WTSGetChildSessionId)(ULONG* sessionId) {
  Question question = onMachine(__func__);
  if (question.misused(sessionId == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.ask();
  if (!answer.ok) return question.fail(answer.code);
  *sessionId = answer.value().u32();
  return TRUE;
}

STANDIN_EXPORT(void, WTSFreeMemory)(void* memory) {
  const LastErrorKeeper error;
  if (!lab::isFrozen()) lab::freed(memory, Owner::memory, 0);
}

STANDIN_LATER_EXPORT(BOOL, WTSFreeMemoryExW)(DWORD type, void* memory, ULONG count) {
  const LastErrorKeeper error;
  if (!lab::isFrozen()) lab::freed(memory, static_cast<Owner>(type), count);
  return TRUE;
}
