#include "terminal/facts.h"
#include "terminal/fields.h"
#include "terminal/questions.h"
#include "windows/wtsapi32.h"

namespace winstation::terminal {
namespace {

namespace wts = windows::wtsapi32;

bool writeWhole(bridge::PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTSUSERCONFIGW config;
  if (!copy(&config, buffer, byteLength)) return false;
  pack.word(config.source);
  pack.word(config.inheritInitialProgram);
  pack.word(config.allowLogonTerminalServer);
  pack.word(config.timeoutSettingsConnections);
  pack.word(config.timeoutSettingsDisconnections);
  pack.word(config.timeoutSettingsIdle);
  pack.word(config.deviceClientDrives);
  pack.word(config.deviceClientPrinters);
  pack.word(config.clientDefaultPrinter);
  pack.word(config.brokenTimeoutSettings);
  pack.word(config.reconnectSettings);
  pack.word(config.shadowingSettings);
  pack.word(config.terminalServerRemoteHomeDir);
  field(pack, config.initialProgram);
  field(pack, config.workDirectory);
  field(pack, config.terminalServerProfilePath);
  field(pack, config.terminalServerHomeDir);
  field(pack, config.terminalServerHomeDirDrive);
  return true;
}

/** By the numbers of `WTS_CONFIG_CLASS`. */
bool writeClass(bridge::PackWriter& pack, uint32_t configClass, const void* buffer, uint32_t byteLength) {
  switch (configClass) {
    case 0:   // WTSUserConfigInitialProgram
    case 1:   // WTSUserConfigWorkingDirectory
    case 13:  // WTSUserConfigModemCallbackPhoneNumber
    case 15:  // WTSUserConfigTerminalServerProfilePath
    case 16:  // WTSUserConfigTerminalServerHomeDir
    case 17:  // WTSUserConfigTerminalServerHomeDirDrive
      return writeText(pack, buffer, byteLength);
    case 19:  // WTSUserConfigUser
      return writeWhole(pack, buffer, byteLength);
    default:
      if (configClass < 19) return writeNumber<uint32_t>(pack, buffer, byteLength);
      pack.bytes(buffer, byteLength);
      return true;
  }
}

/** NULL is this machine. */
const char16_t* serverOf(const Server& server, const bridge::Question& question, size_t at) {
  return question.textCount() > at ? question.text(at) : server.name();
}

Failure readClass(const char16_t* server, const bridge::Question& question, bridge::PackWriter& pack) {
  const uint32_t configClass = question.words[0];
  const void* buffer = nullptr;
  ByteLength length{};
  const Failure failure = wts::WTSQueryUserConfigW.call(server, question.text(0), configClass, &buffer, &length);
  if (failure) return failure;
  const wts::Memory owned(buffer);
  const size_t success = pack.later();
  pack.set(success, 1);
  if (buffer != nullptr && writeClass(pack, configClass, buffer, static_cast<uint32_t>(length))) return {};
  pack.takeBack(success);
  return {wts::WTSQueryUserConfigW.name(), kInvalidData};
}

}  // namespace

bool isUserConfig(const bridge::Question& question) {
  return question.words.size() == 1 && (question.textCount() == 1 || question.textCount() == 2);
}

/** The class; the account, and the machine that keeps it where that is not the host. */
void answerUserConfig(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  const Failure failure = readClass(serverOf(server, question, 1), question, answer.pack);
  if (failure) bridge::writeFailure(answer.pack, failure);
}

bool isSetUserConfig(const bridge::Question& question) {
  return question.words.size() == 3 && (question.textCount() == 2 || question.textCount() == 3);
}

/** The class, whether the value is a text, and the number; the account, the text, and the machine. */
void answerSetUserConfig(Server& server, const bridge::Question& question, bridge::Answer& answer) {
  const char16_t* const name = serverOf(server, question, 2);
  const bool isText = question.words[1] != 0;
  const uint32_t number = question.words[2];
  Text text;
  if (isText) {
    // The documents call the length characters, the header calls it bytes. In case Windows takes these bytes for
    // characters, as many zeros follow, and nothing else is read.
    const size_t units = question.textLength(1) + 1;
    text.append(question.text(1), units);
    std::memset(text.extend(units), 0, units * sizeof(char16_t));
  }
  const void* const value = isText ? static_cast<const void*>(text.data()) : &number;
  // Twice as many units as the text has with its NUL are as many bytes as it has.
  const size_t byteLength = isText ? text.size() : sizeof(number);
  const Failure failure = wts::WTSSetUserConfigW.call(name, question.text(0), question.words[0], value,
                                                      static_cast<ByteLength>(byteLength));
  bridge::writeAnswer(answer.pack, failure);
}

}  // namespace winstation::terminal
