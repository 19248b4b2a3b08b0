#pragma once

#include "base/counters.h"
#include "base/types.h"
#include "bridge/resident.h"

namespace winstation::bridge {

/** How many threads of this process may be written off at a time. */
inline constexpr int32_t kMostWrittenOff = 16;
/**
 * How many others may be on their way out, held inside a call, before no new one is started. The lanes of an
 * environment leave fewer than that; this holds where environments come and go.
 */
inline constexpr int32_t kMostLeftThreads = 512;
/** How long a thread without a question stays. */
inline constexpr uint32_t kIdleMilliseconds = 10'000;
inline constexpr uint32_t kForever = 0xFFFFFFFF;  // INFINITE

/**
 * What a native thread keeps from one question to the next, such as a server handle. Made, used and destroyed on that
 * thread alone.
 */
class Answerer {
 public:
  virtual void answer(const Question& question, Answer& answer) = 0;
  /** What it keeps must not go by being idle. */
  virtual bool keeps() const = 0;
  virtual void dispose() = 0;

 protected:
  ~Answerer() = default;
};

/**
 * A thread of a lane as JavaScript sees it. The Windows thread behind it is started by a question, ends when it has
 * been idle for a while, and is started anew by the next one.
 */
class Thread : public Resident {
 public:
  using Resident::Resident;

  /** False when a question is under way. */
  bool ask(Owned<Question> question) override;
  void stop() override;
  /** False when too many threads have been written off. */
  bool writeOff() override;
  void close() override;
  void abandon() override;

 protected:
  ~Thread() = default;

  /** On the Windows thread. */
  virtual Answerer* makeAnswerer() = 0;
  /** Writes the answer of a question that could not be put to Windows. */
  virtual void fail(const Question& question, const Failure& failure, Answer& answer) const = 0;

 private:
  static DWORD WINAPI main(void* thread);
  void serve();
  Question* next(const Answerer& answerer, Counter** leaving);
  Owned<Question> end(Counter** leaving);

  // Under the doorbell's lock.

  Failure start();
  Counter* depart();
  void stopQuestion();
  void closeNow();

  CONDITION_VARIABLE wake_ = CONDITION_VARIABLE_INIT;
  /** The question under way, from `ask` until its raw calls are over. Only the Windows thread takes it away. */
  Question* question_ = nullptr;
  bool running_ = false;
  bool closed_ = false;
  /** What counts the Windows thread, from when it is to leave. */
  Counter* counted_ = nullptr;
};

}  // namespace winstation::bridge
