#pragma once

#include "bridge/resident.h"
#include "windows/kernel32.h"

namespace winstation::terminal {

/** One end of a pipe to a program, for one question at a time. The other end is only for the program to inherit. */
class ProgramPipe {
 public:
  enum class Direction { toProgram, fromProgram };

  ProgramPipe() = default;
  ProgramPipe(const ProgramPipe&) = delete;
  ProgramPipe& operator=(const ProgramPipe&) = delete;
  ~ProgramPipe() { close(); }

  Failure make(Direction direction);

  /** What the program inherits; this process lets go of it when the program has it. */
  HANDLE inherited() const { return other_.get(); }
  void letGo() { other_ = windows::kernel32::Handle(); }

  /** Whether a read or a write is under way, and the event that says when it is over. */
  bool isUnderWay() const { return isUnderWay_; }
  HANDLE event() const { return event_.get(); }

  /** What became of a read or a write. */
  enum class Outcome { underWay, done, over };

  Outcome read();
  /** `bytes` stay where they are until it is over. */
  Outcome write(const void* bytes, uint32_t count);
  /** Of the one under way. */
  Outcome look();
  /** Gives it up, unless it is over already. */
  Outcome cancel();

  /** What a read has brought. */
  const uint8_t* bytes() const { return buffer_.data(); }
  uint32_t count() const { return count_; }

  void close();
  bool isOpen() const { return static_cast<bool>(pipe_); }

 private:
  Outcome begun(BOOL succeeded);
  Outcome finished(BOOL succeeded);

  windows::kernel32::Handle pipe_;
  windows::kernel32::Handle other_;
  KernelHandle event_;
  OVERLAPPED overlapped_ = {};
  Array<uint8_t> buffer_;
  uint32_t count_ = 0;
  bool isUnderWay_ = false;
};

}  // namespace winstation::terminal
