#pragma once

// The structures of wtsapi32, declared here because the headers of some toolchains lack or misdeclare them. The
// assertions below hold them to Windows' layout for x64, arm64 and x86.

#include "base/types.h"

namespace winstation::windows {

struct WTS_SESSION_INFOW {
  uint32_t sessionId;
  const char16_t* sessionName;
  int32_t state;
};

struct WTS_SESSION_INFO_1W {
  uint32_t execEnvId;
  int32_t state;
  uint32_t sessionId;
  const char16_t* sessionName;
  const char16_t* hostName;
  const char16_t* userName;
  const char16_t* domainName;
  const char16_t* farmName;
};

struct WTS_PROCESS_INFOW {
  uint32_t sessionId;
  uint32_t processId;
  const char16_t* name;
  Sid* sid;
};

struct WTS_PROCESS_INFO_EXW {
  uint32_t sessionId;
  uint32_t processId;
  const char16_t* name;
  Sid* sid;
  uint32_t threads;
  uint32_t handles;
  uint32_t pagefileUsage;
  uint32_t peakPagefileUsage;
  uint32_t workingSetSize;
  uint32_t peakWorkingSetSize;
  alignas(8) Ticks userTime;
  alignas(8) Ticks kernelTime;
};

struct WTSINFOW {
  int32_t state;
  uint32_t sessionId;
  uint32_t incomingBytes;
  uint32_t outgoingBytes;
  uint32_t incomingFrames;
  uint32_t outgoingFrames;
  uint32_t incomingCompressedBytes;
  uint32_t outgoingCompressedBytes;
  char16_t sessionName[32];
  char16_t domain[17];
  char16_t userName[21];
  alignas(8) Ticks connectTime;
  alignas(8) Ticks disconnectTime;
  alignas(8) Ticks lastInputTime;
  alignas(8) Ticks logonTime;
  alignas(8) Ticks currentTime;
};

struct WTSINFOEX_LEVEL1_W {
  uint32_t sessionId;
  int32_t state;
  uint32_t sessionFlags;
  char16_t sessionName[33];
  char16_t userName[21];
  char16_t domain[18];
  alignas(8) Ticks logonTime;
  alignas(8) Ticks connectTime;
  alignas(8) Ticks disconnectTime;
  alignas(8) Ticks lastInputTime;
  alignas(8) Ticks currentTime;
  uint32_t incomingBytes;
  uint32_t outgoingBytes;
  uint32_t incomingFrames;
  uint32_t outgoingFrames;
  uint32_t incomingCompressedBytes;
  uint32_t outgoingCompressedBytes;
};

struct WTSINFOEXW {
  uint32_t level;
  alignas(8) WTSINFOEX_LEVEL1_W data;
};

struct WTSCLIENTW {
  char16_t clientName[21];
  char16_t domain[18];
  char16_t userName[21];
  char16_t workDirectory[261];
  char16_t initialProgram[261];
  uint8_t encryptionLevel;
  uint32_t addressFamily;
  uint16_t address[31];
  uint16_t hRes;
  uint16_t vRes;
  uint16_t colorDepth;
  char16_t clientDirectory[261];
  uint32_t clientBuildNumber;
  uint32_t clientHardwareId;
  uint16_t clientProductId;
  uint16_t outBufCountHost;
  uint16_t outBufCountClient;
  uint16_t outBufLength;
  char16_t deviceId[261];
};

struct WTSCONFIGINFOW {
  uint32_t version;
  uint32_t connectClientDrivesAtLogon;
  uint32_t connectPrinterAtLogon;
  uint32_t disablePrinterRedirection;
  uint32_t disableDefaultMainClientPrinter;
  uint32_t shadowSettings;
  char16_t logonUserName[21];
  char16_t logonDomain[18];
  char16_t workDirectory[261];
  char16_t initialProgram[261];
  char16_t applicationName[261];
};

struct WTS_CLIENT_ADDRESS {
  uint32_t family;
  uint8_t bytes[20];
};

struct WTS_CLIENT_DISPLAY {
  uint32_t width;
  uint32_t height;
  uint32_t colorDepth;
};

struct PRODUCT_INFOW {
  char16_t companyName[256];
  char16_t productId[4];
};

struct WTS_VALIDATION_INFORMATIONW {
  PRODUCT_INFOW product;
  uint8_t license[16384];
  uint32_t licenseLength;
  uint8_t hardwareId[20];
  uint32_t hardwareIdLength;
};

struct WTSUSERCONFIGW {
  uint32_t source;
  uint32_t inheritInitialProgram;
  uint32_t allowLogonTerminalServer;
  uint32_t timeoutSettingsConnections;
  uint32_t timeoutSettingsDisconnections;
  uint32_t timeoutSettingsIdle;
  uint32_t deviceClientDrives;
  uint32_t deviceClientPrinters;
  uint32_t clientDefaultPrinter;
  uint32_t brokenTimeoutSettings;
  uint32_t reconnectSettings;
  uint32_t shadowingSettings;
  uint32_t terminalServerRemoteHomeDir;
  char16_t initialProgram[261];
  char16_t workDirectory[261];
  char16_t terminalServerProfilePath[261];
  char16_t terminalServerHomeDir[261];
  char16_t terminalServerHomeDirDrive[4];
};

struct WTSLISTENERNAMEW {
  char16_t name[33];
};

struct WTSLISTENERCONFIGW {
  uint32_t version;
  uint32_t enableListener;
  uint32_t maxConnectionCount;
  uint32_t promptForPassword;
  uint32_t inheritColorDepth;
  uint32_t colorDepth;
  uint32_t inheritBrokenTimeoutSettings;
  uint32_t brokenTimeoutSettings;
  uint32_t disablePrinterRedirection;
  uint32_t disableDriveRedirection;
  uint32_t disableComPortRedirection;
  uint32_t disableLptPortRedirection;
  uint32_t disableClipboardRedirection;
  uint32_t disableAudioRedirection;
  uint32_t disablePnpRedirection;
  uint32_t disableDefaultMainClientPrinter;
  uint32_t lanAdapter;
  uint32_t portNumber;
  uint32_t inheritShadowSettings;
  uint32_t shadowSettings;
  uint32_t timeoutSettingsConnection;
  uint32_t timeoutSettingsDisconnection;
  uint32_t timeoutSettingsIdle;
  uint32_t securityLayer;
  uint32_t minEncryptionLevel;
  uint32_t userAuthentication;
  char16_t comment[61];
  char16_t logonUserName[21];
  char16_t logonDomain[18];
  char16_t workDirectory[261];
  char16_t initialProgram[261];
};

// Structures without pointers are the same everywhere.

static_assert(sizeof(WTSINFOW) == 216 && offsetof(WTSINFOW, state) == 0 && offsetof(WTSINFOW, sessionId) == 4);
static_assert(offsetof(WTSINFOW, incomingBytes) == 8 && offsetof(WTSINFOW, outgoingBytes) == 12);
static_assert(offsetof(WTSINFOW, incomingFrames) == 16 && offsetof(WTSINFOW, outgoingFrames) == 20);
static_assert(offsetof(WTSINFOW, incomingCompressedBytes) == 24 && offsetof(WTSINFOW, outgoingCompressedBytes) == 28);
static_assert(offsetof(WTSINFOW, sessionName) == 32 && offsetof(WTSINFOW, domain) == 96);
static_assert(offsetof(WTSINFOW, userName) == 130 && offsetof(WTSINFOW, connectTime) == 176);
static_assert(offsetof(WTSINFOW, disconnectTime) == 184 && offsetof(WTSINFOW, lastInputTime) == 192);
static_assert(offsetof(WTSINFOW, logonTime) == 200 && offsetof(WTSINFOW, currentTime) == 208);

static_assert(sizeof(WTSINFOEX_LEVEL1_W) == 224 && offsetof(WTSINFOEX_LEVEL1_W, sessionId) == 0);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, state) == 4 && offsetof(WTSINFOEX_LEVEL1_W, sessionFlags) == 8);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, sessionName) == 12 && offsetof(WTSINFOEX_LEVEL1_W, userName) == 78);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, domain) == 120 && offsetof(WTSINFOEX_LEVEL1_W, logonTime) == 160);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, connectTime) == 168 && offsetof(WTSINFOEX_LEVEL1_W, disconnectTime) == 176);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, lastInputTime) == 184 && offsetof(WTSINFOEX_LEVEL1_W, currentTime) == 192);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, incomingBytes) == 200 && offsetof(WTSINFOEX_LEVEL1_W, outgoingBytes) == 204);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, incomingFrames) == 208 &&
              offsetof(WTSINFOEX_LEVEL1_W, outgoingFrames) == 212);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, incomingCompressedBytes) == 216);
static_assert(offsetof(WTSINFOEX_LEVEL1_W, outgoingCompressedBytes) == 220);
static_assert(sizeof(WTSINFOEXW) == 232 && offsetof(WTSINFOEXW, level) == 0 && offsetof(WTSINFOEXW, data) == 8);

static_assert(sizeof(WTSCLIENTW) == 2304 && offsetof(WTSCLIENTW, clientName) == 0);
static_assert(offsetof(WTSCLIENTW, domain) == 42 && offsetof(WTSCLIENTW, userName) == 78);
static_assert(offsetof(WTSCLIENTW, workDirectory) == 120 && offsetof(WTSCLIENTW, initialProgram) == 642);
static_assert(offsetof(WTSCLIENTW, encryptionLevel) == 1164 && offsetof(WTSCLIENTW, addressFamily) == 1168);
static_assert(offsetof(WTSCLIENTW, address) == 1172 && offsetof(WTSCLIENTW, hRes) == 1234);
static_assert(offsetof(WTSCLIENTW, vRes) == 1236 && offsetof(WTSCLIENTW, colorDepth) == 1238);
static_assert(offsetof(WTSCLIENTW, clientDirectory) == 1240 && offsetof(WTSCLIENTW, clientBuildNumber) == 1764);
static_assert(offsetof(WTSCLIENTW, clientHardwareId) == 1768 && offsetof(WTSCLIENTW, clientProductId) == 1772);
static_assert(offsetof(WTSCLIENTW, outBufCountHost) == 1774 && offsetof(WTSCLIENTW, outBufCountClient) == 1776);
static_assert(offsetof(WTSCLIENTW, outBufLength) == 1778 && offsetof(WTSCLIENTW, deviceId) == 1780);

static_assert(sizeof(WTSCONFIGINFOW) == 1668 && offsetof(WTSCONFIGINFOW, version) == 0);
static_assert(offsetof(WTSCONFIGINFOW, connectClientDrivesAtLogon) == 4);
static_assert(offsetof(WTSCONFIGINFOW, connectPrinterAtLogon) == 8);
static_assert(offsetof(WTSCONFIGINFOW, disablePrinterRedirection) == 12);
static_assert(offsetof(WTSCONFIGINFOW, disableDefaultMainClientPrinter) == 16);
static_assert(offsetof(WTSCONFIGINFOW, shadowSettings) == 20 && offsetof(WTSCONFIGINFOW, logonUserName) == 24);
static_assert(offsetof(WTSCONFIGINFOW, logonDomain) == 66 && offsetof(WTSCONFIGINFOW, workDirectory) == 102);
static_assert(offsetof(WTSCONFIGINFOW, initialProgram) == 624 && offsetof(WTSCONFIGINFOW, applicationName) == 1146);

static_assert(sizeof(WTS_CLIENT_ADDRESS) == 24 && offsetof(WTS_CLIENT_ADDRESS, family) == 0);
static_assert(offsetof(WTS_CLIENT_ADDRESS, bytes) == 4);
static_assert(sizeof(WTS_CLIENT_DISPLAY) == 12 && offsetof(WTS_CLIENT_DISPLAY, width) == 0);
static_assert(offsetof(WTS_CLIENT_DISPLAY, height) == 4 && offsetof(WTS_CLIENT_DISPLAY, colorDepth) == 8);
static_assert(sizeof(PRODUCT_INFOW) == 520 && offsetof(PRODUCT_INFOW, productId) == 512);
static_assert(sizeof(WTS_VALIDATION_INFORMATIONW) == 16932 && offsetof(WTS_VALIDATION_INFORMATIONW, license) == 520);
static_assert(offsetof(WTS_VALIDATION_INFORMATIONW, licenseLength) == 16904);
static_assert(offsetof(WTS_VALIDATION_INFORMATIONW, hardwareId) == 16908);
static_assert(offsetof(WTS_VALIDATION_INFORMATIONW, hardwareIdLength) == 16928);

static_assert(sizeof(WTSUSERCONFIGW) == 2148 && offsetof(WTSUSERCONFIGW, source) == 0);
static_assert(offsetof(WTSUSERCONFIGW, inheritInitialProgram) == 4);
static_assert(offsetof(WTSUSERCONFIGW, allowLogonTerminalServer) == 8);
static_assert(offsetof(WTSUSERCONFIGW, timeoutSettingsConnections) == 12);
static_assert(offsetof(WTSUSERCONFIGW, timeoutSettingsDisconnections) == 16);
static_assert(offsetof(WTSUSERCONFIGW, timeoutSettingsIdle) == 20);
static_assert(offsetof(WTSUSERCONFIGW, deviceClientDrives) == 24);
static_assert(offsetof(WTSUSERCONFIGW, deviceClientPrinters) == 28);
static_assert(offsetof(WTSUSERCONFIGW, clientDefaultPrinter) == 32);
static_assert(offsetof(WTSUSERCONFIGW, brokenTimeoutSettings) == 36);
static_assert(offsetof(WTSUSERCONFIGW, reconnectSettings) == 40);
static_assert(offsetof(WTSUSERCONFIGW, shadowingSettings) == 44);
static_assert(offsetof(WTSUSERCONFIGW, terminalServerRemoteHomeDir) == 48);
static_assert(offsetof(WTSUSERCONFIGW, initialProgram) == 52 && offsetof(WTSUSERCONFIGW, workDirectory) == 574);
static_assert(offsetof(WTSUSERCONFIGW, terminalServerProfilePath) == 1096);
static_assert(offsetof(WTSUSERCONFIGW, terminalServerHomeDir) == 1618);
static_assert(offsetof(WTSUSERCONFIGW, terminalServerHomeDirDrive) == 2140);

static_assert(sizeof(WTSLISTENERNAMEW) == 66);
static_assert(sizeof(WTSLISTENERCONFIGW) == 1348);
static_assert(offsetof(WTSLISTENERCONFIGW, version) == 0);
static_assert(offsetof(WTSLISTENERCONFIGW, enableListener) == 4);
static_assert(offsetof(WTSLISTENERCONFIGW, maxConnectionCount) == 8);
static_assert(offsetof(WTSLISTENERCONFIGW, promptForPassword) == 12);
static_assert(offsetof(WTSLISTENERCONFIGW, inheritColorDepth) == 16);
static_assert(offsetof(WTSLISTENERCONFIGW, colorDepth) == 20);
static_assert(offsetof(WTSLISTENERCONFIGW, inheritBrokenTimeoutSettings) == 24);
static_assert(offsetof(WTSLISTENERCONFIGW, brokenTimeoutSettings) == 28);
static_assert(offsetof(WTSLISTENERCONFIGW, disablePrinterRedirection) == 32);
static_assert(offsetof(WTSLISTENERCONFIGW, disableDriveRedirection) == 36);
static_assert(offsetof(WTSLISTENERCONFIGW, disableComPortRedirection) == 40);
static_assert(offsetof(WTSLISTENERCONFIGW, disableLptPortRedirection) == 44);
static_assert(offsetof(WTSLISTENERCONFIGW, disableClipboardRedirection) == 48);
static_assert(offsetof(WTSLISTENERCONFIGW, disableAudioRedirection) == 52);
static_assert(offsetof(WTSLISTENERCONFIGW, disablePnpRedirection) == 56);
static_assert(offsetof(WTSLISTENERCONFIGW, disableDefaultMainClientPrinter) == 60);
static_assert(offsetof(WTSLISTENERCONFIGW, lanAdapter) == 64);
static_assert(offsetof(WTSLISTENERCONFIGW, portNumber) == 68);
static_assert(offsetof(WTSLISTENERCONFIGW, inheritShadowSettings) == 72);
static_assert(offsetof(WTSLISTENERCONFIGW, shadowSettings) == 76);
static_assert(offsetof(WTSLISTENERCONFIGW, timeoutSettingsConnection) == 80);
static_assert(offsetof(WTSLISTENERCONFIGW, timeoutSettingsDisconnection) == 84);
static_assert(offsetof(WTSLISTENERCONFIGW, timeoutSettingsIdle) == 88);
static_assert(offsetof(WTSLISTENERCONFIGW, securityLayer) == 92);
static_assert(offsetof(WTSLISTENERCONFIGW, minEncryptionLevel) == 96);
static_assert(offsetof(WTSLISTENERCONFIGW, userAuthentication) == 100);
static_assert(offsetof(WTSLISTENERCONFIGW, comment) == 104);
static_assert(offsetof(WTSLISTENERCONFIGW, logonUserName) == 226);
static_assert(offsetof(WTSLISTENERCONFIGW, logonDomain) == 268);
static_assert(offsetof(WTSLISTENERCONFIGW, workDirectory) == 304);
static_assert(offsetof(WTSLISTENERCONFIGW, initialProgram) == 826);

// Structures with pointers differ.

template <size_t pointerSize>
constexpr bool pointerLayouts() {
  constexpr size_t p = pointerSize;
  constexpr bool wide = p == 8;
  static_assert(sizeof(WTS_SESSION_INFOW) == 3 * p && offsetof(WTS_SESSION_INFOW, sessionId) == 0);
  static_assert(offsetof(WTS_SESSION_INFOW, sessionName) == p && offsetof(WTS_SESSION_INFOW, state) == 2 * p);

  static_assert(sizeof(WTS_SESSION_INFO_1W) == (wide ? 56 : 32) && offsetof(WTS_SESSION_INFO_1W, execEnvId) == 0);
  static_assert(offsetof(WTS_SESSION_INFO_1W, state) == 4 && offsetof(WTS_SESSION_INFO_1W, sessionId) == 8);
  static_assert(offsetof(WTS_SESSION_INFO_1W, sessionName) == (wide ? 16 : 12));
  static_assert(offsetof(WTS_SESSION_INFO_1W, hostName) == (wide ? 24 : 16));
  static_assert(offsetof(WTS_SESSION_INFO_1W, userName) == (wide ? 32 : 20));
  static_assert(offsetof(WTS_SESSION_INFO_1W, domainName) == (wide ? 40 : 24));
  static_assert(offsetof(WTS_SESSION_INFO_1W, farmName) == (wide ? 48 : 28));

  static_assert(sizeof(WTS_PROCESS_INFOW) == (wide ? 24 : 16) && offsetof(WTS_PROCESS_INFOW, sessionId) == 0);
  static_assert(offsetof(WTS_PROCESS_INFOW, processId) == 4 && offsetof(WTS_PROCESS_INFOW, name) == 8);
  static_assert(offsetof(WTS_PROCESS_INFOW, sid) == 8 + p);

  static_assert(sizeof(WTS_PROCESS_INFO_EXW) == (wide ? 64 : 56) && offsetof(WTS_PROCESS_INFO_EXW, sessionId) == 0);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, processId) == 4 && offsetof(WTS_PROCESS_INFO_EXW, name) == 8);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, sid) == 8 + p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, threads) == 8 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, handles) == 12 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, pagefileUsage) == 16 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, peakPagefileUsage) == 20 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, workingSetSize) == 24 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, peakWorkingSetSize) == 28 + 2 * p);
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, userTime) == (wide ? 48 : 40));
  static_assert(offsetof(WTS_PROCESS_INFO_EXW, kernelTime) == (wide ? 56 : 48));
  return true;
}
static_assert(pointerLayouts<sizeof(void*)>());

}  // namespace winstation::windows
