#pragma once

#include <string_view>

#include "base/types.h"
#include "bridge/pack.h"

namespace winstation::terminal {

/** The kinds of notices, by the names under which JavaScript knows them. */
inline constexpr const char* kNoticeKinds[] = {
    // `WM_WTSSESSION_CHANGE`; the value is its wParam.
    "session",
    // So many were lost here; the value is their count.
    "lost",
    // Some were lost here, and nobody counted them.
    "lostUncounted",
    // The service `TermService` has changed; the value is its state, or `kUntold`.
    "service",
};

/** The number of a kind. */
consteval uint32_t noticeKind(std::string_view name) {
  uint32_t kind = 0;
  // Of a name that is none this is no constant.
  while (kNoticeKinds[kind] != name) ++kind;
  return kind;
}

/** Nothing more is told of the service. */
inline constexpr uint32_t kUntold = 0;

struct Notice {
  uint32_t kind;
  uint32_t value;
  uint32_t sessionId;
  /** FILETIME, UTC. */
  Ticks time;
};

/**
 * The notices on their way to JavaScript, in order and bounded: a loop that is busy for long must not cost memory
 * without end. What finds no room is counted and told at its place, before the next that does find room.
 */
class NoticeRing {
 public:
  static constexpr size_t kRoom = 16'384;
  /** Beyond that, for changes of the service: who missed that it stopped would wait for notices for ever. */
  static constexpr size_t kServiceRoom = 64;

  explicit NoticeRing(size_t room = kRoom) : room_(room) {}

  void push(const Notice& notice);
  /** Some were lost before they could come here. */
  void pushLoss() { isUncounted_ = true; }
  bool isEmpty() const { return count_ == 0 && !hasLost(); }
  /** Takes out at most so many, and writes their count and then each in `kNoticeWords` words. */
  void write(bridge::PackWriter& pack, uint32_t most);
  void clear();

 private:
  bool hasLost() const { return isUncounted_ || lost_ != 0; }
  Notice takeLoss();
  void add(const Notice& notice);

  const size_t room_;
  /** Allocated with the first notice. */
  Array<Notice> slots_;
  size_t first_ = 0;
  size_t count_ = 0;
  /** After the last one. */
  uint32_t lost_ = 0;
  bool isUncounted_ = false;
};

/** Kind, value, session, and the milliseconds since 1970 as low and high word. */
inline constexpr size_t kNoticeWords = 5;

}  // namespace winstation::terminal
