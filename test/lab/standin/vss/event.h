// One call of a writer by Windows, as it is on the simulated RPC thread that makes it.
#pragma once
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"
#include "vss/halves.h"

namespace lab::vss {

struct Named {
  std::uint32_t type;
  bool hasPath;
  std::wstring path;
  std::wstring name;
};

class Event {
 public:
  // Who a writer is.
  explicit Event(std::uint32_t writer) : writer_(writer) {}
  // What the world says of a call.
  Event(std::uint32_t writer, Reader& reader);
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  // The one that this thread makes on that writer; NULL, with a complaint, where Windows has not called that thread.
  static Event* current(std::uint32_t writer, const char* method);
  // Complains where that may not be asked in this call.
  void mayAsk(const char* method, std::initializer_list<int> in) const;

  [[nodiscard]] int handler() const { return handler_; }
  [[nodiscard]] bool isIdentify() const { return handler_ == 0; }

  bool hasSession = false;
  LabId session{};
  LabId snapshotSet{};
  std::uint32_t context = 0;
  std::uint32_t backupType = 0;
  std::uint32_t restoreType = 0;
  bool selected = false;
  bool shuttingDown = false;
  LabId instance{};
  std::vector<Named> components;
  // They lie in memory that is gone when the call has returned.
  const wchar_t** volumes = nullptr;
  std::uint32_t volumeCount = 0;

  // What the writer says besides what it returns.
  bool isRefused = false;
  long code = 0;
  long application = 0;
  bool hasMessage = false;
  std::wstring message;

 private:
  void placeVolumes(const std::vector<std::wstring>& texts);
  std::uint32_t writer_;
  int handler_ = 0;
  Event* before_ = enter(this);
  static Event* enter(Event* event);
};

}  // namespace lab::vss
