// The stand-in for wtsapi32.dll: it translates between Windows' structures and the wire, and knows no rules.
#include "wire.h"

#include "answers.h"
#include "buffers.h"
#include "handles.h"
#include "notes.h"
#include "snapshot.h"

const std::uint32_t lab::kFirstSerial = 0;

namespace {

using lab::Built;
using lab::Host;
using lab::LastErrorKeeper;
using lab::Owner;
using lab::Rows;

lab::Writer questionTo(const Host& host, std::string_view call) { return lab::question(call, host.wire(), false); }

// Windows demands zero in what it reserves. A caller that breaks this passes here and fails there.
bool misused(bool wrong, std::string_view call) {
  if (wrong) lab::note::misuse(call);
  return wrong;
}

template <class Row>
BOOL rows(lab::Writer question, Rows kind, Owner owner, Row** out, DWORD* count, LastErrorKeeper& error) {
  if (const Built* ready = lab::frozenRows(question, kind)) {
    *out = static_cast<Row*>(ready->data);
    *count = ready->count;
    return TRUE;
  }
  const lab::Reply reply = lab::ask(question);
  if (!reply.ok) return error.fail(reply.code);
  const Built built = lab::buildRows(kind, reply);
  if (built.data != nullptr) lab::given(built.data, owner, built.count);
  *out = static_cast<Row*>(built.data);
  *count = built.count;
  return TRUE;
}

BOOL simple(lab::Writer question, LastErrorKeeper& error) {
  const lab::Reply reply = lab::ask(question);
  return reply.ok ? TRUE : error.fail(reply.code);
}

HANDLE open(std::string_view call, const wchar_t* name) {
  LastErrorKeeper error;
  if (name == nullptr) return nullptr;  // WTS_CURRENT_SERVER
  auto question = lab::question(call, name, false);
  const lab::Reply reply = lab::ask(question.text(name));
  if (reply.ok) return lab::openHandle(name);
  error.fail(reply.code);
  return nullptr;
}

}  // namespace

extern "C" {

HANDLE WINAPI WTSOpenServerExW(wchar_t* name) { return open("WTSOpenServerExW", name); }

HANDLE WINAPI WTSOpenServerW(wchar_t* name) { return open("WTSOpenServerW", name); }

void WINAPI WTSCloseServer(HANDLE server) {
  const LastErrorKeeper error;
  const Host host = lab::hostOf(server);
  if (!host.local && host.good) {
    auto question = questionTo(host, "WTSCloseServer");
    lab::ask(question);
  }
  lab::closeHandle(server);
}

BOOL WINAPI WTSEnumerateSessionsExW(HANDLE server, DWORD* level, DWORD filter, void** sessions, DWORD* count) {
  LastErrorKeeper error;
  const bool wrong = level == nullptr || filter != 0 || sessions == nullptr || count == nullptr;
  if (misused(wrong, "WTSEnumerateSessionsExW")) return error.fail(ERROR_INVALID_PARAMETER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  return rows(questionTo(host, "WTSEnumerateSessionsExW").u32(*level), Rows::sessions1, Owner::sessions1, sessions,
              count, error);
}

BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version, void** sessions, DWORD* count) {
  LastErrorKeeper error;
  const bool wrong = reserved != 0 || version != 1 || sessions == nullptr || count == nullptr;
  if (misused(wrong, "WTSEnumerateSessionsW")) return error.fail(ERROR_INVALID_PARAMETER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  return rows(questionTo(host, "WTSEnumerateSessionsW"), Rows::sessions, Owner::memory, sessions, count, error);
}

BOOL WINAPI WTSQuerySessionInformationW(HANDLE server, DWORD session, DWORD infoClass, wchar_t** buffer, DWORD* bytes) {
  LastErrorKeeper error;
  const bool wrong = buffer == nullptr || bytes == nullptr;
  if (misused(wrong, "WTSQuerySessionInformationW")) return error.fail(ERROR_INVALID_USER_BUFFER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  auto question = questionTo(host, "WTSQuerySessionInformationW").u32(session).u32(infoClass);
  Built built;
  if (const Built* ready = lab::frozenInfo(question, infoClass)) {
    built = *ready;
  } else {
    const lab::Reply reply = lab::ask(question);
    if (!reply.ok) return error.fail(reply.code);
    built = lab::buildInfo(infoClass, reply);
    if (built.data != nullptr) lab::given(built.data, Owner::memory, 0);
  }
  *buffer = static_cast<wchar_t*>(built.data);
  *bytes = built.bytes;
  return TRUE;
}

BOOL WINAPI WTSEnumerateProcessesExW(HANDLE server, DWORD* level, DWORD session, wchar_t** processes, DWORD* count) {
  LastErrorKeeper error;
  const bool wrong = level == nullptr || processes == nullptr || count == nullptr;
  if (misused(wrong, "WTSEnumerateProcessesExW")) return error.fail(ERROR_INVALID_PARAMETER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  const bool full = *level == 1;
  return rows(questionTo(host, "WTSEnumerateProcessesExW").u32(*level).u32(session),
              full ? Rows::processes1 : Rows::processes, full ? Owner::processes1 : Owner::processes0, processes, count,
              error);
}

BOOL WINAPI WTSEnumerateProcessesW(HANDLE server, DWORD reserved, DWORD version, void** processes, DWORD* count) {
  LastErrorKeeper error;
  const bool wrong = reserved != 0 || version != 1 || processes == nullptr || count == nullptr;
  if (misused(wrong, "WTSEnumerateProcessesW")) return error.fail(ERROR_INVALID_PARAMETER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  return rows(questionTo(host, "WTSEnumerateProcessesW"), Rows::processes, Owner::memory, processes, count, error);
}

// The lengths are bytes and the texts need no NUL: only what the lengths cover is read.
BOOL WINAPI WTSSendMessageW(HANDLE server, DWORD session, wchar_t* title, DWORD titleBytes, wchar_t* text,
                            DWORD textBytes, DWORD style, DWORD seconds, DWORD* response, BOOL wait) {
  LastErrorKeeper error;
  const bool wrong = title == nullptr || text == nullptr || response == nullptr || titleBytes % sizeof(wchar_t) != 0 ||
                     textBytes % sizeof(wchar_t) != 0;
  if (misused(wrong, "WTSSendMessageW")) return error.fail(ERROR_INVALID_PARAMETER);
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  auto question = questionTo(host, "WTSSendMessageW");
  question.u32(session).text(title, titleBytes / sizeof(wchar_t)).text(text, textBytes / sizeof(wchar_t));
  const lab::Reply reply = lab::ask(question.u32(style).u32(seconds).u8(wait != FALSE));
  if (!reply.ok) return error.fail(reply.code);
  *response = reply.value().u32();
  return TRUE;
}

BOOL WINAPI WTSLogoffSession(HANDLE server, DWORD session, BOOL wait) {
  LastErrorKeeper error;
  const Host host = lab::hostOf(server);
  if (!host.good) return error.fail(ERROR_INVALID_HANDLE);
  return simple(questionTo(host, "WTSLogoffSession").u32(session).u8(wait != FALSE), error);
}

void WINAPI WTSFreeMemory(void* memory) {
  const LastErrorKeeper error;
  if (!lab::frozen()) lab::freed(memory, Owner::memory, 0);
}

BOOL WINAPI WTSFreeMemoryExW(DWORD type, void* memory, ULONG count) {
  LastErrorKeeper error;
  if (lab::frozen()) return TRUE;
  lab::freed(memory, static_cast<Owner>(type), count);
  return TRUE;
}

// Not an export of Windows: the hook marks the threads that run JavaScript.
void WINAPI LabMarkJavaScriptThread() { lab::markJavaScriptThread(); }

}  // extern "C"
