// The calls about listeners. All are of this machine only, and all are newer than Windows Vista.
#include <cwchar>

#include "export.h"
#include "question.h"
#include "terminal/image.h"
#include "terminal/layouts.h"

namespace {

using lab::Answer;
using lab::ListenerConfig;
using lab::ListenerName;
using lab::Question;
using lab::Record;
using lab::Said;

// What each of them is given besides: the current server, and zeros.
bool isWrong(HANDLE server, const void* reserved, DWORD reservedNumber) {
  return server != nullptr || reserved != nullptr || reservedNumber != 0;
}

// A text that fills its field has no NUL.
template <std::size_t N>
void say(Said& said, std::string_view name, const wchar_t (&field)[N]) {
  said.text(name, field, wcsnlen(field, N));
}

void fillConfig(ListenerConfig& config, const Record& value) {
  config.version = value.u32("version");
  config.enabled = value.u32("enableListener");
  config.maxConnections = value.u32("maxConnectionCount");
  config.promptForPassword = value.u32("promptForPassword");
  config.inheritDepth = value.u32("inheritColorDepth");
  config.depth = value.u32("colorDepth");
  config.inheritBroken = value.u32("inheritBrokenTimeoutSettings");
  config.broken = value.u32("brokenTimeoutSettings");
  config.noPrinters = value.u32("disablePrinterRedirection");
  config.noDrives = value.u32("disableDriveRedirection");
  config.noComPorts = value.u32("disableComPortRedirection");
  config.noLptPorts = value.u32("disableLptPortRedirection");
  config.noClipboard = value.u32("disableClipboardRedirection");
  config.noAudio = value.u32("disableAudioRedirection");
  config.noPlugAndPlay = value.u32("disablePnpRedirection");
  config.noDefaultPrinter = value.u32("disableDefaultMainClientPrinter");
  config.adapter = value.u32("lanAdapter");
  config.port = value.u32("portNumber");
  config.inheritShadow = value.u32("inheritShadowSettings");
  config.shadow = value.u32("shadowSettings");
  config.connectionLimit = value.u32("timeoutSettingsConnection");
  config.disconnectionLimit = value.u32("timeoutSettingsDisconnection");
  config.idleLimit = value.u32("timeoutSettingsIdle");
  config.security = value.u32("securityLayer");
  config.encryption = value.u32("minEncryptionLevel");
  config.authentication = value.u32("userAuthentication");
  lab::fill(config.comment, value.text("comment"));
  lab::fill(config.user, value.text("logonUserName"));
  lab::fill(config.domain, value.text("logonDomain"));
  lab::fill(config.workDirectory, value.text("workDirectory"));
  lab::fill(config.program, value.text("initialProgram"));
}

Said said(const ListenerConfig& config) {
  Said said;
  said.u32("version", config.version);
  said.u32("enableListener", config.enabled);
  said.u32("maxConnectionCount", config.maxConnections);
  said.u32("promptForPassword", config.promptForPassword);
  said.u32("inheritColorDepth", config.inheritDepth);
  said.u32("colorDepth", config.depth);
  said.u32("inheritBrokenTimeoutSettings", config.inheritBroken);
  said.u32("brokenTimeoutSettings", config.broken);
  said.u32("disablePrinterRedirection", config.noPrinters);
  said.u32("disableDriveRedirection", config.noDrives);
  said.u32("disableComPortRedirection", config.noComPorts);
  said.u32("disableLptPortRedirection", config.noLptPorts);
  said.u32("disableClipboardRedirection", config.noClipboard);
  said.u32("disableAudioRedirection", config.noAudio);
  said.u32("disablePnpRedirection", config.noPlugAndPlay);
  said.u32("disableDefaultMainClientPrinter", config.noDefaultPrinter);
  said.u32("lanAdapter", config.adapter);
  said.u32("portNumber", config.port);
  said.u32("inheritShadowSettings", config.inheritShadow);
  said.u32("shadowSettings", config.shadow);
  said.u32("timeoutSettingsConnection", config.connectionLimit);
  said.u32("timeoutSettingsDisconnection", config.disconnectionLimit);
  said.u32("timeoutSettingsIdle", config.idleLimit);
  said.u32("securityLayer", config.security);
  said.u32("minEncryptionLevel", config.encryption);
  said.u32("userAuthentication", config.authentication);
  say(said, "comment", config.comment);
  say(said, "logonUserName", config.user);
  say(said, "logonDomain", config.domain);
  say(said, "workDirectory", config.workDirectory);
  say(said, "initialProgram", config.program);
  return said;
}

}  // namespace

// Which result a call without room has, documents leave open: here it is TRUE, and with too little room FALSE.
STANDIN_LATER_EXPORT(BOOL, WTSEnumerateListenersW)
(HANDLE server, void* reserved, DWORD reservedNumber, ListenerName* names, DWORD* count) {
  Question question = lab::onMachine(__func__);
  const bool wrong = isWrong(server, reserved, reservedNumber) || count == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const DWORD room = names == nullptr ? 0 : *count;
  const Answer answer = question.u32("room", room).ask();
  if (!answer.ok) return question.fail(answer.code);
  const Record value = answer.value().record();
  *count = value.u32("count");
  if (*count > room) return names == nullptr ? TRUE : question.fail(ERROR_INSUFFICIENT_BUFFER);
  lab::List list = value.list("names");
  for (DWORD i = 0; i < list.count(); ++i) {
    names[i] = lab::garbage<ListenerName>();
    lab::fill(names[i].name, list.next().text());
  }
  return TRUE;
}

STANDIN_LATER_EXPORT(BOOL, WTSQueryListenerConfigW)
(HANDLE server, void* reserved, DWORD reservedNumber, wchar_t* name, ListenerConfig* config) {
  Question question = lab::onMachine(__func__);
  const bool wrong = isWrong(server, reserved, reservedNumber) || name == nullptr || config == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.text("listener", name).ask();
  if (!answer.ok) return question.fail(answer.code);
  *config = lab::garbage<ListenerConfig>();
  fillConfig(*config, answer.value().record());
  return TRUE;
}

STANDIN_LATER_EXPORT(BOOL, WTSCreateListenerW)
(HANDLE server, void* reserved, DWORD reservedNumber, wchar_t* name, ListenerConfig* config, DWORD flag) {
  Question question = lab::onMachine(__func__);
  const bool wrong = isWrong(server, reserved, reservedNumber) || name == nullptr || config == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  return question.text("listener", name).record("config", said(*config)).u32("flag", flag).succeeds();
}

STANDIN_LATER_EXPORT(BOOL, WTSGetListenerSecurityW)
(HANDLE server, void* reserved, DWORD reservedNumber, wchar_t* name, DWORD information, void* descriptor, DWORD length,
 DWORD* needed) {
  Question question = lab::onMachine(__func__);
  const bool wrong = isWrong(server, reserved, reservedNumber) || name == nullptr || needed == nullptr;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  const Answer answer = question.text("listener", name).u32("information", information).ask();
  if (!answer.ok) return question.fail(answer.code);
  const lab::Span bytes = answer.value().bytes();
  *needed = bytes.size;
  if (bytes.size > length) return question.fail(ERROR_INSUFFICIENT_BUFFER);
  std::memcpy(descriptor, bytes.data, bytes.size);
  return TRUE;
}

// What is handed over must be a descriptor in the eyes of the system underneath.
STANDIN_LATER_EXPORT(BOOL, WTSSetListenerSecurityW)
(HANDLE server, void* reserved, DWORD reservedNumber, wchar_t* name, DWORD information, void* descriptor) {
  Question question = lab::onMachine(__func__);
  const bool wrong = isWrong(server, reserved, reservedNumber) || name == nullptr || descriptor == nullptr ||
                     IsValidSecurityDescriptor(descriptor) == FALSE;
  if (question.misused(wrong)) return question.fail(ERROR_INVALID_PARAMETER);
  question.text("listener", name).u32("information", information);
  return question.bytes("descriptor", descriptor, GetSecurityDescriptorLength(descriptor)).succeeds();
}
