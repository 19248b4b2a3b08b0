// WTSQueryUserConfigW and WTSSetUserConfigW.
#include <cwchar>

#include "export.h"
#include "question.h"
#include "terminal/image.h"
#include "terminal/layouts.h"
#include "terminal/owners.h"

namespace {

using lab::Answer;
using lab::Built;
using lab::Bytes;
using lab::Owner;
using lab::Question;
using lab::Record;

// WTS_CONFIG_CLASS: the texts are these, the last one is a structure, all others are numbers.
bool isText(DWORD configClass) {
  constexpr DWORD kTexts[] = {0, 1, 13, 15, 16, 17};
  for (const DWORD it : kTexts) {
    if (it == configClass) return true;
  }
  return false;
}
constexpr DWORD kWhole = 19;

Bytes whole(const Record& value) {
  auto config = lab::garbage<lab::UserConfig>();
  config.source = value.u32("source");
  config.inheritProgram = value.u32("inheritInitialProgram");
  config.allowLogon = value.u32("allowLogonTerminalServer");
  config.connectionLimit = value.u32("timeoutSettingsConnections");
  config.disconnectionLimit = value.u32("timeoutSettingsDisconnections");
  config.idleLimit = value.u32("timeoutSettingsIdle");
  config.drives = value.u32("deviceClientDrives");
  config.printers = value.u32("deviceClientPrinters");
  config.defaultPrinter = value.u32("clientDefaultPrinter");
  config.broken = value.u32("brokenTimeoutSettings");
  config.reconnect = value.u32("reconnectSettings");
  config.shadowing = value.u32("shadowingSettings");
  config.remoteHome = value.u32("terminalServerRemoteHomeDir");
  lab::fill(config.program, value.text("initialProgram"));
  lab::fill(config.workDirectory, value.text("workDirectory"));
  lab::fill(config.profilePath, value.text("terminalServerProfilePath"));
  lab::fill(config.home, value.text("terminalServerHomeDir"));
  lab::fill(config.homeDrive, value.text("terminalServerHomeDirDrive"));
  return lab::imageOf(config);
}

Built build(DWORD configClass, const Answer& answer) {
  if (answer.shape == lab::Shape::null) return {};
  const lab::Value value = answer.value();
  if (configClass == kWhole) return lab::buildImage(whole(value.record()), answer.shape);
  if (isText(configClass)) return lab::buildImage(lab::textImage(value.text()), answer.shape);
  return lab::buildImage(lab::imageOf(value.u32()), answer.shape);
}

}  // namespace

STANDIN_EXPORT(BOOL, WTSQueryUserConfigW)
(wchar_t* server, wchar_t* user, DWORD configClass, wchar_t** buffer, DWORD* bytes) {
  Question question = lab::onHost(server, __func__);
  const bool wrong = user == nullptr || buffer == nullptr || bytes == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.text("user", user).u32("configClass", configClass).ask();
  if (!answer.ok) return question.fail(answer.code);
  const Built built = build(configClass, answer);
  if (built.data != nullptr) lab::given(built.data, Owner::memory, 0);
  *buffer = static_cast<wchar_t*>(built.data);
  *bytes = built.bytes;
  return TRUE;
}

// Whether the length is in characters or in bytes, Windows' documents leave open. In characters it would reach as far
// again beyond the text, so those are read too.
STANDIN_EXPORT(BOOL, WTSSetUserConfigW)
(wchar_t* server, wchar_t* user, DWORD configClass, wchar_t* buffer, DWORD length) {
  Question question = lab::onHost(server, __func__);
  if (question.misused(user == nullptr || buffer == nullptr)) return question.fail(ERROR_INVALID_PARAMETER);
  question.text("user", user).u32("configClass", configClass).u32("byteLength", length);
  if (isText(configClass)) {
    const std::size_t units = std::wcslen(buffer);
    bool wrong = length != (units + 1) * sizeof(wchar_t);
    for (std::size_t i = units; !wrong && i < length; ++i) wrong = buffer[i] != 0;
    if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
    question.text("value", buffer);
  } else {
    if (question.misused(length != sizeof(DWORD))) return question.fail(ERROR_INVALID_PARAMETER);
    DWORD number = 0;
    std::memcpy(&number, buffer, sizeof number);
    question.u32("value", number);
  }
  return question.succeeds();
}
