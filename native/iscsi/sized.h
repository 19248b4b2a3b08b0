#pragma once

#include "base/array.h"
#include "base/types.h"
#include "bridge/answer.h"
#include "windows/iscsidsc.h"

namespace winstation::iscsi {

/** The buffer of a call that says how much room it needs. */
class Sized {
 public:
  explicit Sized(size_t bytesPerUnit) : bytesPerUnit_(bytesPerUnit) {}

  /**
   * Asks until the answer fits. `ask(units, memory)` makes one call with the room in `*units`, and leaves there what
   * the call leaves; the first one has no room. `status` is that of the last call.
   */
  template <class Ask>
  Failure fetch(const bridge::Answer& answer, windows::IsdscStatus* status, Ask ask) {
    for (int round = 1;; ++round) {
      const uint32_t room = room_;
      uint32_t units = room;
      const Failure failure = ask(&units, room == 0 ? nullptr : memory_.data(), status);
      if (!failure) return {};
      if (!isTooSmall(failure.code) || round == kMostRounds || !grow(units > room ? units : doubled(room)))
        return failure;
      if (!answer.isWanted()) return {failure.syscall, kCancelled};
    }
  }

  /** NULL when nothing was asked for. */
  const uint8_t* data() const { return room_ == 0 ? nullptr : reinterpret_cast<const uint8_t*>(memory_.data()); }
  size_t size() const { return size_t{room_} * bytesPerUnit_; }
  /** How many units it has room for. */
  uint32_t room() const { return room_; }

  /** Overwrites what is in it. */
  void wipe() { memory_.wipe(); }

  /** Whether so many bytes from there on lie in it. */
  bool holds(const void* from, size_t bytes) const {
    const auto start = reinterpret_cast<uintptr_t>(from);
    const auto begin = reinterpret_cast<uintptr_t>(data());
    return from != nullptr && data() != nullptr && start >= begin && bytes <= size() && start - begin <= size() - bytes;
  }
  /** How many bytes lie in it from there on; 0 where `from` does not. */
  size_t bytesFrom(const void* from) const {
    return holds(from, 0) ? size() - (reinterpret_cast<uintptr_t>(from) - reinterpret_cast<uintptr_t>(data())) : 0;
  }

 private:
  static constexpr int kMostRounds = 8;
  static constexpr size_t kMostBytes = 16 * 1024 * 1024;
  static constexpr size_t kFirstBytes = 4096;

  /** ERROR_INSUFFICIENT_BUFFER, the same as an HRESULT, and the initiator's own. */
  static bool isTooSmall(uint32_t code) { return code == 122 || code == 0x8007007A || code == 0xEFFF0054; }

  uint32_t doubled(uint32_t room) const {
    return room == 0 ? static_cast<uint32_t>(kFirstBytes / bytesPerUnit_ + 1) : room * 2;
  }

  /** False when that is more than any answer has. What was in it is gone. */
  bool grow(uint32_t units) {
    const size_t bytes = size_t{units} * bytesPerUnit_;
    if (bytes > kMostBytes) return false;
    memory_.clear();
    memory_.extend((bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t));
    room_ = units;
    return true;
  }

  const size_t bytesPerUnit_;
  Array<uint64_t> memory_;
  uint32_t room_ = 0;
};

}  // namespace winstation::iscsi
