#pragma once

#include <windows.h>

#include <atomic>
#include <cstdint>

/** The DLLs of Windows that the addon looks up. */
namespace dlls {

struct Entry {
  const char* name;
  FARPROC function;
};

struct Table {
  const Entry* entries;
  size_t count;
};

// One file each.
Table wtsapi32();
Table user32();
Table advapi32();
Table netapi32();

/** How many details of sessions were asked for, and the one of them that hangs; 0 for none. */
extern std::atomic<uint32_t> queries;
extern std::atomic<uint32_t> hangingQuery;

/** Whether this is a Windows before 7, which lacks the Ex calls. */
extern bool isOld;

/** Something happens that all registered windows hear of. */
void post(WPARAM event, LPARAM session);
/** The service `TermService` changes its state. */
void changeService(uint32_t state);
/** Clients send on channels, take what was written, and go away. */
void feedChannels();
/** Something happens on a server, so waits for its events return. */
void happen();

template <class F>
FARPROC function(F* pointer) {
  return reinterpret_cast<FARPROC>(pointer);
}

}  // namespace dlls
