#pragma once

#include "terminal/program.h"
#include "terminal/program_pipe.h"

namespace winstation::terminal {

/** The thread of a program: it makes the process, moves what it reads and writes, and waits for its end. */
class ProgramLoop {
 public:
  explicit ProgramLoop(Program& program) : program_(program) {}
  ProgramLoop(const ProgramLoop&) = delete;
  ProgramLoop& operator=(const ProgramLoop&) = delete;
  ~ProgramLoop();

  /** Until the program is closed. */
  void run();

 private:
  using Handle = windows::kernel32::Handle;

  void answer(Owned<bridge::Question> question);
  void prepare(const bridge::Question& question, bridge::Answer& answer);
  Failure readToken(const bridge::Question& question, bridge::Answer& answer);
  Failure takeLinked();
  Failure writeEnvironment(bridge::Answer& answer);
  void create(const bridge::Question& question, bridge::Answer& answer);
  Failure makeAll(const bridge::Question& question, const bridge::Answer& answer, uint32_t* processId);
  Failure makeJob(bool endsWithJob);
  Failure makeProcess(const bridge::Question& question, uint32_t* processId);
  void resume(bridge::Answer& answer);
  void terminate(const bridge::Question& question, bridge::Answer& answer);
  void closeOutput();

  void wait();
  void lookAtProcess();
  void lookAtPipe(ProgramPipe& pipe, Owned<bridge::Question>& question);
  void begin(ProgramPipe& pipe, Owned<bridge::Question>& question);
  void settle(ProgramPipe& pipe, Owned<bridge::Question>& question, ProgramPipe::Outcome outcome);
  void settleEnd();
  template <class Write>
  void handIn(const bridge::Question& question, Write write);

  Program& program_;
  Handle token_;
  Handle job_;
  Handle process_;
  Handle thread_;
  ProgramPipe stdin_;
  ProgramPipe stdout_;
  ProgramPipe stderr_;
  // What waits for something outside.
  Owned<bridge::Question> writing_;
  Owned<bridge::Question> reading_;
  Owned<bridge::Question> readingErrors_;
  Owned<bridge::Question> ending_;
  uint32_t exitCode_ = 0;
  bool endsWithJob_ = false;
  bool isResumed_ = false;
  bool hasEnded_ = false;
};

}  // namespace winstation::terminal
