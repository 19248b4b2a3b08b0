// What acts need of this machine besides its sessions: privileges, values of the registry, when a process began.
#include "base/owned.h"
#include "bridge/facts.h"
#include "terminal/questions.h"
#include "windows/kernel32.h"
#include "windows/privileges.h"
#include "windows/registry.h"

namespace winstation::terminal {
namespace {

namespace kernel = windows::kernel32;

// SYNCHRONIZE distinguishes it from other questions about processes, in the lab.
constexpr uint32_t kAccess = kernel::kQueryLimitedInformation | SYNCHRONIZE;

Failure readStart(uint32_t pid, Ticks* start) {
  HANDLE opened = nullptr;
  const Failure failure = kernel::OpenProcess.call(opened, kAccess, FALSE, pid);
  if (failure) return failure;
  const KernelHandle process(opened);
  Ticks others[3];
  return kernel::GetProcessTimes.call(process.get(), start, &others[0], &others[1], &others[2]);
}

}  // namespace

void answerPrivilege(Server&, const bridge::Question& question, bridge::Answer& answer) {
  bridge::writeAnswer(answer.pack, windows::enablePrivilege(question.text(0), question.words[0] != 0));
}

void answerRegistryValue(Server&, const bridge::Question& question, bridge::Answer& answer) {
  windows::RegistryValue value;
  const Failure failure = windows::readRegistry(question.text(0), question.text(1), &value);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  bridge::writeSuccess(answer.pack);
  answer.pack.word(value.type);
  answer.pack.word(value.number);
  answer.pack.text(value.text, value.units);
}

void answerSetRegistryValue(Server&, const bridge::Question& question, bridge::Answer& answer) {
  const Failure failure = windows::writeRegistry(question.text(0), question.text(1), question.words[0],
                                                 question.words[1], question.text(2), question.textLength(2));
  bridge::writeAnswer(answer.pack, failure);
}

void answerProcessStart(Server&, const bridge::Question& question, bridge::Answer& answer) {
  Ticks began = 0;
  const Failure failure = readStart(question.words[0], &began);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  Ticks now = 0;
  ::GetSystemTimePreciseAsFileTime(reinterpret_cast<FILETIME*>(&now));
  bridge::writeSuccess(answer.pack);
  answer.pack.ticks(began);
  answer.pack.ticks(now);
}

}  // namespace winstation::terminal
