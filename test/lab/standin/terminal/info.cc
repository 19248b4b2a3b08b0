#include "terminal/info.h"

#include <algorithm>
#include <cstring>

#include "terminal/image.h"
#include "terminal/layouts.h"

namespace lab {
namespace {

// Gives how many bytes there were.
template <std::size_t N>
DWORD fill(BYTE (&field)[N], const Span& bytes) {
  if (!bytes.null()) std::memcpy(field, bytes.data, std::min<std::size_t>(bytes.size, N));
  return bytes.size;
}

std::uint16_t word(const Record& value, std::string_view name) { return static_cast<std::uint16_t>(value.u32(name)); }

template <class T>
void counters(T& info, const Record& value) {
  info.incomingBytes = value.u32("incomingBytes");
  info.outgoingBytes = value.u32("outgoingBytes");
  info.incomingFrames = value.u32("incomingFrames");
  info.outgoingFrames = value.u32("outgoingFrames");
  info.incomingCompressedBytes = value.u32("incomingCompressedBytes");
  info.outgoingCompressedBytes = value.u32("outgoingCompressedBytes");
}

template <class T>
void textsAndTimes(T& info, const Record& value) {
  fill(info.name, value.text("sessionName"));
  fill(info.domain, value.text("domain"));
  fill(info.user, value.text("userName"));
  info.connectTime = value.ticks("connectTime");
  info.disconnectTime = value.ticks("disconnectTime");
  info.lastInputTime = value.ticks("lastInputTime");
  info.logonTime = value.ticks("logonTime");
  info.currentTime = value.ticks("currentTime");
}

Bytes sessionState(const Record& value) {
  auto info = garbage<SessionState>();
  info.state = static_cast<DWORD>(value.i32("state"));
  info.id = value.u32("sessionId");
  counters(info, value);
  textsAndTimes(info, value);
  return imageOf(info);
}

Bytes sessionStateEx(const Record& value) {
  constexpr DWORD kLevel = 1;
  auto info = garbage<SessionStateEx>();
  info.level = kLevel;
  info.id = value.u32("sessionId");
  info.state = static_cast<DWORD>(value.i32("state"));
  info.flags = value.u32("sessionFlags");
  counters(info, value);
  textsAndTimes(info, value);
  return imageOf(info);
}

Bytes client(const Record& value) {
  auto info = garbage<Client>();
  fill(info.name, value.text("clientName"));
  fill(info.domain, value.text("domain"));
  fill(info.user, value.text("userName"));
  fill(info.workDirectory, value.text("workDirectory"));
  fill(info.initialProgram, value.text("initialProgram"));
  info.encryption = static_cast<BYTE>(value.u32("encryptionLevel"));
  info.family = value.u32("addressFamily");
  List address = value.list("address");
  for (std::uint32_t i = 0; i < std::size(info.address); ++i) {
    info.address[i] = i < address.count() ? static_cast<std::uint16_t>(address.next().u32()) : std::uint16_t{0};
  }
  info.hRes = word(value, "hRes");
  info.vRes = word(value, "vRes");
  info.colorDepth = word(value, "colorDepth");
  fill(info.directory, value.text("clientDirectory"));
  info.build = value.u32("clientBuildNumber");
  info.hardware = value.u32("clientHardwareId");
  info.product = word(value, "clientProductId");
  info.outBufCountHost = word(value, "outBufCountHost");
  info.outBufCountClient = word(value, "outBufCountClient");
  info.outBufLength = word(value, "outBufLength");
  fill(info.device, value.text("deviceId"));
  return imageOf(info);
}

Bytes config(const Record& value) {
  auto info = garbage<Config>();
  info.version = value.u32("version");
  info.connectClientDrivesAtLogon = value.u32("connectClientDrivesAtLogon");
  info.connectPrinterAtLogon = value.u32("connectPrinterAtLogon");
  info.disablePrinterRedirection = value.u32("disablePrinterRedirection");
  info.disableDefaultMainClientPrinter = value.u32("disableDefaultMainClientPrinter");
  info.shadowSettings = value.u32("shadowSettings");
  fill(info.user, value.text("logonUserName"));
  fill(info.domain, value.text("logonDomain"));
  fill(info.workDirectory, value.text("workDirectory"));
  fill(info.initialProgram, value.text("initialProgram"));
  fill(info.applicationName, value.text("applicationName"));
  return imageOf(info);
}

Bytes validation(const Record& value) {
  auto info = garbage<Validation>();
  fill(info.company, value.text("companyName"));
  fill(info.product, value.text("productId"));
  info.licenseLength = fill(info.license, value.bytes("license"));
  info.hardwareLength = fill(info.hardware, value.bytes("hardwareId"));
  return imageOf(info);
}

Bytes address(const Record& value) {
  auto info = garbage<Address>();
  info.family = value.u32("family");
  fill(info.bytes, value.bytes("bytes"));
  return imageOf(info);
}

Bytes display(const Record& value) {
  return imageOf(Display{value.u32("width"), value.u32("height"), value.u32("colorDepth")});
}

Bytes bytes(const Span& bytes) { return {bytes.data, bytes.data + bytes.size}; }

Bytes numbers(List list) {
  Bytes image;
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Bytes number = imageOf(list.next().u32());
    image.insert(image.end(), number.begin(), number.end());
  }
  return image;
}

int digit(unsigned unit) {
  if (unit >= '0' && unit <= '9') return static_cast<int>(unit - '0');
  const unsigned lower = unit | 0x20U;
  return lower >= 'a' && lower <= 'f' ? static_cast<int>(lower - 'a') + 10 : -1;
}

// Of a GUID's text: its first three parts are numbers, lowest byte first; the rest is bytes.
Bytes guid(const Text& text) {
  Bytes digits;
  for (std::uint32_t i = 0; i < text.length; ++i) {
    const int value = digit(text.units[2 * i] | unsigned{text.units[2 * i + 1]} << 8U);
    if (value >= 0) digits.push_back(static_cast<std::uint8_t>(value));
  }
  digits.resize(2 * sizeof(GUID));
  Bytes image;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    image.push_back(static_cast<std::uint8_t>(digits[i] << 4U | digits[i + 1]));
  }
  std::reverse(image.begin(), image.begin() + 4);
  std::reverse(image.begin() + 4, image.begin() + 6);
  std::reverse(image.begin() + 6, image.begin() + 8);
  return image;
}

// WTS_INFO_CLASS, by its numbers.
Bytes imageFor(DWORD infoClass, const Value& value) {
  switch (infoClass) {
    case 0:   // WTSInitialProgram
    case 1:   // WTSApplicationName
    case 2:   // WTSWorkingDirectory
    case 3:   // WTSOEMId
    case 5:   // WTSUserName
    case 6:   // WTSWinStationName
    case 7:   // WTSDomainName
    case 10:  // WTSClientName
    case 11:  // WTSClientDirectory
      return textImage(value.text());
    case 4:   // WTSSessionId
    case 9:   // WTSClientBuildNumber
    case 13:  // WTSClientHardwareId
      return imageOf(value.u32());
    case 8:  // WTSConnectState
      return imageOf(value.i32());
    case 12:  // WTSClientProductId
    case 16:  // WTSClientProtocolType
      return imageOf(static_cast<std::uint16_t>(value.u32()));
    case 14:  // WTSClientAddress
    case 28:  // WTSSessionAddressV4
      return address(value.record());
    case 15:  // WTSClientDisplay
      return display(value.record());
    case 23:  // WTSClientInfo
      return client(value.record());
    case 24:  // WTSSessionInfo
      return sessionState(value.record());
    case 25:  // WTSSessionInfoEx
      return sessionStateEx(value.record());
    case 26:  // WTSConfigInfo
      return config(value.record());
    case 27:  // WTSValidationInfo
      return validation(value.record());
    case 29:  // WTSIsRemoteSession
      return {static_cast<std::uint8_t>(value.flag())};
    case 30:  // WTSSessionActivityId
      return guid(value.text());
    case 31:  // WTSCapabilityCheck
      return numbers(value.list());
    default:  // what was never implemented, and what no header knows
      return bytes(value.bytes());
  }
}

}  // namespace

Built buildInfo(DWORD infoClass, const Answer& answer) {
  if (answer.shape == Shape::null) return {};
  return buildImage(imageFor(infoClass, answer.value()), answer.shape);
}

}  // namespace lab
