#pragma once

#include "base/owned.h"
#include "base/types.h"
#include "bridge/resident.h"

namespace winstation::terminal {

/** The questions of a program, in the order of their numbers. */
enum class ProgramQuestion : uint32_t {
  prepare,
  create,
  resume,
  stdout_,
  stderr_,
  write,
  ended,
  terminate,
  text,
  closeOutput
};

/**
 * A program as JavaScript sees it. Its thread is started by the first question, and leaves when the program is closed:
 * `program_loop.h` is what runs there. Several questions may be open: one for each stream, and one for the end.
 */
class Program final : public bridge::Resident {
 public:
  using Resident::Resident;

  static constexpr const char* kQuestions[] = {"prepare", "create", "resume",    "stdout", "stderr",
                                               "write",   "ended",  "terminate", "text",   "closeOutput"};

  bool isComplete(const bridge::Question& question) const override;
  /** False when it is closed, or when too many wait already. */
  bool ask(Owned<bridge::Question> question) override;
  void stop() override;
  void close() override;

  // For its thread.

  HANDLE wake() const { return wake_.get(); }
  bool isClosed();
  /** The oldest question, or nothing. It is the one that `stop` stops. */
  bridge::Question* next();
  /** It is answered, or waits for something outside. */
  void asked();
  /** Hands the answer in. */
  using Resident::handIn;

 private:
  friend void winstation::dispose<Program>(Program*);
  ~Program();
  void destroy() override { winstation::dispose(this); }

  static DWORD WINAPI main(void* program);
  Failure start();

  KernelHandle wake_;

  // Under the doorbell's lock.
  Array<bridge::Question*> waiting_;
  bridge::Question* taken_ = nullptr;
  bool running_ = false;
  bool closed_ = false;
};

}  // namespace winstation::terminal
