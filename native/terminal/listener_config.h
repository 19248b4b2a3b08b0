#pragma once

#include "bridge/arguments.h"
#include "terminal/fields.h"
#include "windows/wtsapi32_types.h"

/** The structure of a listener as a parameter of a plain call: all its numbers, then all its texts. */
namespace winstation::bridge {

/** What Windows fills. */
template <>
struct Parameter<windows::WTSLISTENERCONFIGW*> {
  static constexpr size_t kWords = 0, kTexts = 0;
  static constexpr bool kIsBuffer = false;
  explicit Parameter(Arguments&) {}
  windows::WTSLISTENERCONFIGW* pass() { return &value; }
  void write(PackWriter& pack) const {
    pack.word(value.version);
    pack.word(value.enableListener);
    pack.word(value.maxConnectionCount);
    pack.word(value.promptForPassword);
    pack.word(value.inheritColorDepth);
    pack.word(value.colorDepth);
    pack.word(value.inheritBrokenTimeoutSettings);
    pack.word(value.brokenTimeoutSettings);
    pack.word(value.disablePrinterRedirection);
    pack.word(value.disableDriveRedirection);
    pack.word(value.disableComPortRedirection);
    pack.word(value.disableLptPortRedirection);
    pack.word(value.disableClipboardRedirection);
    pack.word(value.disableAudioRedirection);
    pack.word(value.disablePnpRedirection);
    pack.word(value.disableDefaultMainClientPrinter);
    pack.word(value.lanAdapter);
    pack.word(value.portNumber);
    pack.word(value.inheritShadowSettings);
    pack.word(value.shadowSettings);
    pack.word(value.timeoutSettingsConnection);
    pack.word(value.timeoutSettingsDisconnection);
    pack.word(value.timeoutSettingsIdle);
    pack.word(value.securityLayer);
    pack.word(value.minEncryptionLevel);
    pack.word(value.userAuthentication);
    terminal::field(pack, value.comment);
    terminal::field(pack, value.logonUserName);
    terminal::field(pack, value.logonDomain);
    terminal::field(pack, value.workDirectory);
    terminal::field(pack, value.initialProgram);
  }
  windows::WTSLISTENERCONFIGW value{};
};

/** What Windows is given. */
template <>
struct Parameter<const windows::WTSLISTENERCONFIGW*> : Input {
  static constexpr size_t kWords = 26, kTexts = 5;
  explicit Parameter(Arguments& arguments) {
    value.version = arguments.word();
    value.enableListener = arguments.word();
    value.maxConnectionCount = arguments.word();
    value.promptForPassword = arguments.word();
    value.inheritColorDepth = arguments.word();
    value.colorDepth = arguments.word();
    value.inheritBrokenTimeoutSettings = arguments.word();
    value.brokenTimeoutSettings = arguments.word();
    value.disablePrinterRedirection = arguments.word();
    value.disableDriveRedirection = arguments.word();
    value.disableComPortRedirection = arguments.word();
    value.disableLptPortRedirection = arguments.word();
    value.disableClipboardRedirection = arguments.word();
    value.disableAudioRedirection = arguments.word();
    value.disablePnpRedirection = arguments.word();
    value.disableDefaultMainClientPrinter = arguments.word();
    value.lanAdapter = arguments.word();
    value.portNumber = arguments.word();
    value.inheritShadowSettings = arguments.word();
    value.shadowSettings = arguments.word();
    value.timeoutSettingsConnection = arguments.word();
    value.timeoutSettingsDisconnection = arguments.word();
    value.timeoutSettingsIdle = arguments.word();
    value.securityLayer = arguments.word();
    value.minEncryptionLevel = arguments.word();
    value.userAuthentication = arguments.word();
    take(value.comment, arguments);
    take(value.logonUserName, arguments);
    take(value.logonDomain, arguments);
    take(value.workDirectory, arguments);
    take(value.initialProgram, arguments);
  }
  const windows::WTSLISTENERCONFIGW* pass() { return &value; }
  windows::WTSLISTENERCONFIGW value{};

 private:
  /** What does not fit is cut: the last unit stays NUL. */
  template <size_t most>
  static void take(char16_t (&field)[most], Arguments& arguments) {
    const char16_t* const text = arguments.text();
    const size_t units = arguments.lastTextUnits();
    std::memcpy(field, text, (units < most ? units : most - 1) * sizeof(char16_t));
  }
};

}  // namespace winstation::bridge
