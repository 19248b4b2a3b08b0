// The structures of the Terminal Services API, declared for the stand-in alone: the addon under test has declarations
// of its own, and a mistake in one of them shows because the other doesn't share it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstddef>
#include <cstdint>

namespace lab {

struct SessionInfo {  // WTS_SESSION_INFOW
  DWORD id;
  wchar_t* name;
  DWORD state;
};

struct SessionInfo1 {  // WTS_SESSION_INFO_1W
  DWORD execEnvId;
  DWORD state;
  DWORD id;
  wchar_t* name;
  wchar_t* host;
  wchar_t* user;
  wchar_t* domain;
  wchar_t* farm;
};

struct ProcessInfo {  // WTS_PROCESS_INFOW
  DWORD session;
  DWORD pid;
  wchar_t* name;
  void* sid;
};

struct ProcessInfo1 {  // WTS_PROCESS_INFO_EXW
  ProcessInfo base;
  DWORD threads;
  DWORD handles;
  DWORD pagefileUsage;
  DWORD peakPagefileUsage;
  DWORD workingSetSize;
  DWORD peakWorkingSetSize;
  std::uint64_t userTime;
  std::uint64_t kernelTime;
};

struct SessionState {  // WTSINFOW
  DWORD state;
  DWORD id;
  DWORD incomingBytes;
  DWORD outgoingBytes;
  DWORD incomingFrames;
  DWORD outgoingFrames;
  DWORD incomingCompressedBytes;
  DWORD outgoingCompressedBytes;
  wchar_t name[32];
  wchar_t domain[17];
  wchar_t user[21];
  std::uint64_t connectTime;
  std::uint64_t disconnectTime;
  std::uint64_t lastInputTime;
  std::uint64_t logonTime;
  std::uint64_t currentTime;
};

struct SessionStateEx {  // WTSINFOEXW with WTSINFOEX_LEVEL1_W
  DWORD level;
  alignas(8) DWORD id;
  DWORD state;
  DWORD flags;
  wchar_t name[33];
  wchar_t user[21];
  wchar_t domain[18];
  std::uint64_t logonTime;
  std::uint64_t connectTime;
  std::uint64_t disconnectTime;
  std::uint64_t lastInputTime;
  std::uint64_t currentTime;
  DWORD incomingBytes;
  DWORD outgoingBytes;
  DWORD incomingFrames;
  DWORD outgoingFrames;
  DWORD incomingCompressedBytes;
  DWORD outgoingCompressedBytes;
};

struct Client {  // WTSCLIENTW
  wchar_t name[21];
  wchar_t domain[18];
  wchar_t user[21];
  wchar_t workDirectory[261];
  wchar_t initialProgram[261];
  BYTE encryption;
  DWORD family;
  std::uint16_t address[31];
  std::uint16_t hRes;
  std::uint16_t vRes;
  std::uint16_t colorDepth;
  wchar_t directory[261];
  DWORD build;
  DWORD hardware;
  std::uint16_t product;
  std::uint16_t outBufCountHost;
  std::uint16_t outBufCountClient;
  std::uint16_t outBufLength;
  wchar_t device[261];
};

struct Config {  // WTSCONFIGINFOW
  DWORD version;
  DWORD connectClientDrivesAtLogon;
  DWORD connectPrinterAtLogon;
  DWORD disablePrinterRedirection;
  DWORD disableDefaultMainClientPrinter;
  DWORD shadowSettings;
  wchar_t user[21];
  wchar_t domain[18];
  wchar_t workDirectory[261];
  wchar_t initialProgram[261];
  wchar_t applicationName[261];
};

struct UserConfig {  // WTSUSERCONFIGW
  DWORD source;
  DWORD inheritProgram;
  DWORD allowLogon;
  DWORD connectionLimit;
  DWORD disconnectionLimit;
  DWORD idleLimit;
  DWORD drives;
  DWORD printers;
  DWORD defaultPrinter;
  DWORD broken;
  DWORD reconnect;
  DWORD shadowing;
  DWORD remoteHome;
  wchar_t program[261];
  wchar_t workDirectory[261];
  wchar_t profilePath[261];
  wchar_t home[261];
  wchar_t homeDrive[4];
};

struct ListenerName {  // WTSLISTENERNAMEW
  wchar_t name[33];
};

struct ListenerConfig {  // WTSLISTENERCONFIGW
  DWORD version;
  DWORD enabled;
  DWORD maxConnections;
  DWORD promptForPassword;
  DWORD inheritDepth;
  DWORD depth;
  DWORD inheritBroken;
  DWORD broken;
  DWORD noPrinters;
  DWORD noDrives;
  DWORD noComPorts;
  DWORD noLptPorts;
  DWORD noClipboard;
  DWORD noAudio;
  DWORD noPlugAndPlay;
  DWORD noDefaultPrinter;
  DWORD adapter;
  DWORD port;
  DWORD inheritShadow;
  DWORD shadow;
  DWORD connectionLimit;
  DWORD disconnectionLimit;
  DWORD idleLimit;
  DWORD security;
  DWORD encryption;
  DWORD authentication;
  wchar_t comment[61];
  wchar_t user[21];
  wchar_t domain[18];
  wchar_t workDirectory[261];
  wchar_t program[261];
};

struct Address {  // WTS_CLIENT_ADDRESS, WTS_SESSION_ADDRESS
  DWORD family;
  BYTE bytes[20];
};

struct Display {  // WTS_CLIENT_DISPLAY
  DWORD width;
  DWORD height;
  DWORD colorDepth;
};

struct Validation {  // WTS_VALIDATION_INFORMATIONW
  wchar_t company[256];
  wchar_t product[4];
  BYTE license[16384];
  DWORD licenseLength;
  BYTE hardware[20];
  DWORD hardwareLength;
};

static_assert(sizeof(wchar_t) == 2);
#if defined(_WIN64)
static_assert(sizeof(SessionInfo) == 24 && offsetof(SessionInfo, name) == 8 && offsetof(SessionInfo, state) == 16);
static_assert(sizeof(SessionInfo1) == 56 && offsetof(SessionInfo1, id) == 8 && offsetof(SessionInfo1, name) == 16);
static_assert(sizeof(ProcessInfo) == 24 && offsetof(ProcessInfo, name) == 8 && offsetof(ProcessInfo, sid) == 16);
static_assert(sizeof(ProcessInfo1) == 64 && offsetof(ProcessInfo1, threads) == 24);
static_assert(offsetof(ProcessInfo1, userTime) == 48 && offsetof(ProcessInfo1, kernelTime) == 56);
#else
static_assert(sizeof(SessionInfo) == 12 && offsetof(SessionInfo, name) == 4 && offsetof(SessionInfo, state) == 8);
static_assert(sizeof(SessionInfo1) == 32 && offsetof(SessionInfo1, id) == 8 && offsetof(SessionInfo1, name) == 12);
static_assert(sizeof(ProcessInfo) == 16 && offsetof(ProcessInfo, name) == 8 && offsetof(ProcessInfo, sid) == 12);
static_assert(sizeof(ProcessInfo1) == 56 && offsetof(ProcessInfo1, threads) == 16);
static_assert(offsetof(ProcessInfo1, userTime) == 40 && offsetof(ProcessInfo1, kernelTime) == 48);
#endif
static_assert(sizeof(SessionState) == 216 && offsetof(SessionState, incomingBytes) == 8 &&
              offsetof(SessionState, name) == 32);
static_assert(offsetof(SessionState, domain) == 96 && offsetof(SessionState, user) == 130);
static_assert(offsetof(SessionState, connectTime) == 176);
static_assert(sizeof(SessionStateEx) == 232 && offsetof(SessionStateEx, id) == 8 &&
              offsetof(SessionStateEx, state) == 12);
static_assert(offsetof(SessionStateEx, flags) == 16 && offsetof(SessionStateEx, name) == 20);
static_assert(offsetof(SessionStateEx, user) == 86 && offsetof(SessionStateEx, domain) == 128);
static_assert(offsetof(SessionStateEx, logonTime) == 168 && offsetof(SessionStateEx, incomingBytes) == 208);
static_assert(sizeof(Client) == 2304 && offsetof(Client, domain) == 42 && offsetof(Client, user) == 78);
static_assert(offsetof(Client, workDirectory) == 120 && offsetof(Client, initialProgram) == 642);
static_assert(offsetof(Client, encryption) == 1164 && offsetof(Client, family) == 1168);
static_assert(offsetof(Client, address) == 1172 && offsetof(Client, hRes) == 1234);
static_assert(offsetof(Client, directory) == 1240 && offsetof(Client, build) == 1764 &&
              offsetof(Client, hardware) == 1768);
static_assert(offsetof(Client, product) == 1772 && offsetof(Client, device) == 1780);
static_assert(sizeof(Config) == 1668 && offsetof(Config, user) == 24 && offsetof(Config, domain) == 66);
static_assert(offsetof(Config, workDirectory) == 102 && offsetof(Config, initialProgram) == 624);
static_assert(offsetof(Config, applicationName) == 1146);
static_assert(sizeof(ListenerName) == 66 && sizeof(ListenerConfig) == 1348);
static_assert(offsetof(ListenerConfig, depth) == 20 && offsetof(ListenerConfig, noClipboard) == 48);
static_assert(offsetof(ListenerConfig, adapter) == 64 && offsetof(ListenerConfig, port) == 68);
static_assert(offsetof(ListenerConfig, authentication) == 100 && offsetof(ListenerConfig, comment) == 104);
static_assert(offsetof(ListenerConfig, user) == 226 && offsetof(ListenerConfig, domain) == 268);
static_assert(offsetof(ListenerConfig, workDirectory) == 304 && offsetof(ListenerConfig, program) == 826);
static_assert(sizeof(UserConfig) == 2148 && offsetof(UserConfig, connectionLimit) == 12);
static_assert(offsetof(UserConfig, printers) == 28 && offsetof(UserConfig, defaultPrinter) == 32);
static_assert(offsetof(UserConfig, remoteHome) == 48 && offsetof(UserConfig, program) == 52);
static_assert(offsetof(UserConfig, workDirectory) == 574 && offsetof(UserConfig, profilePath) == 1096);
static_assert(offsetof(UserConfig, home) == 1618 && offsetof(UserConfig, homeDrive) == 2140);
static_assert(sizeof(Address) == 24 && sizeof(Display) == 12);
static_assert(sizeof(Validation) == 16932 && offsetof(Validation, license) == 520);
static_assert(offsetof(Validation, licenseLength) == 16904 && offsetof(Validation, hardware) == 16908);
static_assert(offsetof(Validation, hardwareLength) == 16928);

}  // namespace lab
