#include "terminal/info.h"

#include <cstring>

#include "terminal/fields.h"
#include "windows/wtsapi32_types.h"

namespace winstation::terminal {
namespace {

using bridge::PackWriter;

/** A list of numbers has their count before it. */
template <size_t count>
void list(PackWriter& pack, const uint16_t (&numbers)[count]) {
  pack.word(uint32_t{count});
  for (const uint16_t number : numbers) pack.word(uint32_t{number});
}

bool writeBytes(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  pack.bytes(buffer, byteLength);
  return true;
}

bool writeAddress(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTS_CLIENT_ADDRESS address;
  if (!copy(&address, buffer, byteLength)) return false;
  pack.word(address.family);
  pack.bytes(address.bytes, sizeof(address.bytes));
  return true;
}

bool writeDisplay(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTS_CLIENT_DISPLAY display;
  if (!copy(&display, buffer, byteLength)) return false;
  pack.word(display.width);
  pack.word(display.height);
  pack.word(display.colorDepth);
  return true;
}

/** The fields that both forms share, in one order. */
template <class T>
void writeSession(PackWriter& pack, const T& info) {
  pack.word(info.state);
  pack.word(info.sessionId);
  pack.word(info.incomingBytes);
  pack.word(info.outgoingBytes);
  pack.word(info.incomingFrames);
  pack.word(info.outgoingFrames);
  pack.word(info.incomingCompressedBytes);
  pack.word(info.outgoingCompressedBytes);
  field(pack, info.sessionName);
  field(pack, info.domain);
  field(pack, info.userName);
  pack.ticks(info.connectTime);
  pack.ticks(info.disconnectTime);
  pack.ticks(info.lastInputTime);
  pack.ticks(info.logonTime);
  pack.ticks(info.currentTime);
}

bool writeSessionInfo(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTSINFOW info;
  if (!copy(&info, buffer, byteLength)) return false;
  writeSession(pack, info);
  return true;
}

bool writeSessionInfoEx(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTSINFOEXW info;
  if (!copy(&info, buffer, byteLength) || info.level != 1) return false;
  writeSession(pack, info.data);
  pack.word(info.data.sessionFlags);
  return true;
}

bool writeClientInfo(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTSCLIENTW client;
  if (!copy(&client, buffer, byteLength)) return false;
  field(pack, client.clientName);
  field(pack, client.domain);
  field(pack, client.userName);
  field(pack, client.workDirectory);
  field(pack, client.initialProgram);
  pack.word(uint32_t{client.encryptionLevel});
  pack.word(client.addressFamily);
  list(pack, client.address);
  pack.word(uint32_t{client.hRes});
  pack.word(uint32_t{client.vRes});
  pack.word(uint32_t{client.colorDepth});
  field(pack, client.clientDirectory);
  pack.word(client.clientBuildNumber);
  pack.word(client.clientHardwareId);
  pack.word(uint32_t{client.clientProductId});
  pack.word(uint32_t{client.outBufCountHost});
  pack.word(uint32_t{client.outBufCountClient});
  pack.word(uint32_t{client.outBufLength});
  field(pack, client.deviceId);
  return true;
}

bool writeConfigInfo(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTSCONFIGINFOW config;
  if (!copy(&config, buffer, byteLength)) return false;
  pack.word(config.version);
  pack.word(config.connectClientDrivesAtLogon);
  pack.word(config.connectPrinterAtLogon);
  pack.word(config.disablePrinterRedirection);
  pack.word(config.disableDefaultMainClientPrinter);
  pack.word(config.shadowSettings);
  field(pack, config.logonUserName);
  field(pack, config.logonDomain);
  field(pack, config.workDirectory);
  field(pack, config.initialProgram);
  field(pack, config.applicationName);
  return true;
}

/** The bytes of a field that are in use, by a count that may say anything. */
template <size_t most>
void usedBytes(PackWriter& pack, const uint8_t (&bytes)[most], uint32_t used) {
  pack.bytes(bytes, used < most ? used : most);
}

bool writeValidationInfo(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  windows::WTS_VALIDATION_INFORMATIONW info;
  if (!copy(&info, buffer, byteLength)) return false;
  field(pack, info.product.companyName);
  field(pack, info.product.productId);
  usedBytes(pack, info.license, info.licenseLength);
  usedBytes(pack, info.hardwareId, info.hardwareIdLength);
  return true;
}

/** A GUID, whose first three parts are little-endian numbers, in lower case and without braces. */
bool writeGuid(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  uint8_t guid[16];
  if (!copy(&guid, buffer, byteLength)) return false;
  constexpr uint8_t order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  constexpr char16_t digits[] = u"0123456789abcdef";
  char16_t text[36];
  size_t at = 0;
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[at++] = u'-';
    text[at++] = digits[guid[order[i]] >> 4];
    text[at++] = digits[guid[order[i]] & 0xF];
  }
  pack.text(text, at);
  return true;
}

/** A list of numbers fills its buffer exactly. */
bool writeNumbers(PackWriter& pack, const void* buffer, uint32_t byteLength) {
  if (byteLength % sizeof(uint32_t) != 0) return false;
  const auto count = static_cast<uint32_t>(byteLength / sizeof(uint32_t));
  pack.word(count);
  if (count != 0) std::memcpy(pack.words(count), buffer, byteLength);
  return true;
}

using Write = bool (*)(PackWriter& pack, const void* buffer, uint32_t byteLength);

constexpr Write kWrites[] = {
    writeText,              // WTSInitialProgram
    writeText,              // WTSApplicationName
    writeText,              // WTSWorkingDirectory
    writeText,              // WTSOEMId
    writeNumber<uint32_t>,  // WTSSessionId
    writeText,              // WTSUserName
    writeText,              // WTSWinStationName
    writeText,              // WTSDomainName
    writeNumber<int32_t>,   // WTSConnectState
    writeNumber<uint32_t>,  // WTSClientBuildNumber
    writeText,              // WTSClientName
    writeText,              // WTSClientDirectory
    writeNumber<uint16_t>,  // WTSClientProductId
    writeNumber<uint32_t>,  // WTSClientHardwareId
    writeAddress,           // WTSClientAddress
    writeDisplay,           // WTSClientDisplay
    writeNumber<uint16_t>,  // WTSClientProtocolType
    writeBytes,             // WTSIdleTime
    writeBytes,             // WTSLogonTime
    writeBytes,             // WTSIncomingBytes
    writeBytes,             // WTSOutgoingBytes
    writeBytes,             // WTSIncomingFrames
    writeBytes,             // WTSOutgoingFrames
    writeClientInfo,        // WTSClientInfo
    writeSessionInfo,       // WTSSessionInfo
    writeSessionInfoEx,     // WTSSessionInfoEx
    writeConfigInfo,        // WTSConfigInfo
    writeValidationInfo,    // WTSValidationInfo
    writeAddress,           // WTSSessionAddressV4
    writeNumber<uint8_t>,   // WTSIsRemoteSession, a BOOLEAN of one byte
    writeGuid,              // WTSSessionActivityId
    writeNumbers,           // WTSCapabilityCheck
};

}  // namespace

bool writeInfo(bridge::PackWriter& pack, uint32_t infoClass, const void* buffer, uint32_t byteLength) {
  if (buffer == nullptr) return false;
  const Write write = infoClass < sizeof(kWrites) / sizeof(*kWrites) ? kWrites[infoClass] : writeBytes;
  return write(pack, buffer, byteLength);
}

}  // namespace winstation::terminal
